package dev.selvedge.server.operations;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must have answered once before this process is sent requests. It is asked again until it does: whoever starts
 * everything together would otherwise see servers end for want of something that comes a minute later. What has answered
 * may go away: that is told where it is used.
 */
public final class FirstAnswer implements AutoCloseable {

    /** Fails with what a person can mend as its message. */
    public interface Question {
        void ask() throws IOException;
    }

    private static final Logger log = LoggerFactory.getLogger(FirstAnswer.class);
    private static final Duration SAY_AGAIN_AFTER = Duration.ofMinutes(5);

    private final String what;
    private final Question question;
    private final Duration every;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final Thread asking;
    private volatile String missing;
    private volatile boolean told;
    private long said;

    /** Of what needs no answer. */
    public static FirstAnswer given() {
        return new FirstAnswer("", () -> {}, Duration.ZERO);
    }

    private FirstAnswer(String what, Question question, Duration every) {
        this.what = what;
        this.question = question;
        this.every = every;
        this.asking = Thread.ofVirtual().name("first-answer").unstarted(this::askUntilAnswered);
    }

    /**
     * @param what as the beginning of a sentence
     * @param patience how long this waits for the answer, so that a start that goes well ends ready
     */
    public static FirstAnswer of(String what, Question question, Duration every, Duration patience) {
        FirstAnswer answer = new FirstAnswer(what, question, every);
        answer.missing = what + " has not answered yet";
        answer.asking.start();
        try {
            if (!answer.asked.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                answer.told = true;
                log.warn("{}: the server is not ready until it does", answer.missing);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer;
    }

    /** Why this process is not ready. */
    public Optional<String> missing() {
        return Optional.ofNullable(missing);
    }

    private void askUntilAnswered() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                question.ask();
                if (told) {
                    log.info("{} can be used now", what);
                }
                missing = null;
                return;
            } catch (IOException | RuntimeException e) {
                tell(what + " cannot be used (" + e.getMessage() + ")");
            } finally {
                asked.countDown();
            }
            try {
                Thread.sleep(every);
            } catch (InterruptedException closed) {
                return;
            }
        }
    }

    private void tell(String reason) {
        long now = System.nanoTime();
        if (!reason.equals(missing) || now - said > SAY_AGAIN_AFTER.toNanos()) {
            log.warn(
                    "{}: the server is not ready until it can, and asks again every {} seconds",
                    reason,
                    every.toSeconds());
            said = now;
            told = true;
        }
        missing = reason;
    }

    @Override
    public void close() {
        asking.interrupt();
    }
}
