package dev.selvedge.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FirstAnswerTest {

    private static final Duration SOON = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static void awaitNothingMissing(FirstAnswer answer) throws InterruptedException {
        for (int i = 0; i < 2_000 && answer.missing().isPresent(); i++) {
            Thread.sleep(5);
        }
        assertThat(answer.missing()).isEmpty();
    }

    @Test
    void whatIsThereIsNotMissedOnceItWasAsked() {
        try (FirstAnswer answer = FirstAnswer.of("The bucket b", () -> {}, SOON, PATIENCE)) {
            assertThat(answer.missing()).isEmpty();
        }
        assertThat(FirstAnswer.given().missing()).isEmpty();
    }

    @Test
    void whatRefusesIsAskedAgainAndToldOncePerReason(CapturedOutput output) throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        FirstAnswer.Question question = () -> {
            int attempt = attempts.incrementAndGet();
            if (attempt <= 10) {
                throw new IOException("Connection refused");
            }
            if (attempt <= 20) {
                throw new IllegalStateException("no credentials");
            }
        };
        try (FirstAnswer answer = FirstAnswer.of("The bucket b", question, SOON, PATIENCE)) {
            assertThat(answer.missing())
                    .hasValueSatisfying(why -> assertThat(why)
                            .startsWith("The bucket b cannot be used (")
                            .containsAnyOf("Connection refused", "no credentials"));
            awaitNothingMissing(answer);
        }
        assertThat(output.getAll())
                .containsOnlyOnce("The bucket b cannot be used (Connection refused)")
                .containsOnlyOnce("The bucket b cannot be used (no credentials)")
                .containsOnlyOnce("The bucket b can be used now")
                .doesNotContain("\tat ");
    }

    @Test
    void aStartDoesNotWaitForWhatDoesNotAnswer(CapturedOutput output) throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        FirstAnswer.Question question = () -> {
            try {
                there.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        };
        try (FirstAnswer answer = FirstAnswer.of("The bucket b", question, SOON, SOON)) {
            assertThat(answer.missing()).hasValue("The bucket b has not answered yet");
            there.countDown();
            awaitNothingMissing(answer);
        }
        assertThat(output.getAll()).contains("The bucket b can be used now");
    }
}
