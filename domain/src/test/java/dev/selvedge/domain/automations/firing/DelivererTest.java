package dev.selvedge.domain.automations.firing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.automations.channels.Sent;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DelivererTest {

    private static final Target SILENT = new Target.Mention(1);
    private static final Target ANSWERING = new Target.Mention(2);

    private final InMemoryFiringStore store = new InMemoryFiringStore();
    private final BlockingQueue<Long> delivered = new LinkedBlockingQueue<>();
    private final CountDownLatch answer = new CountDownLatch(1);

    @Test
    void aReceiverThatSaysNothingLeavesRoomForTheOthers() throws Exception {
        for (int i = 0; i < 40; i++) {
            fire(SILENT);
        }
        fire(ANSWERING);
        Deliverer deliverer = new Deliverer(store, actions(), Clock.systemUTC());
        deliverer.run();
        assertThat(delivered.poll(5, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(delivered).isEmpty();
        answer.countDown();
        for (int round = 0; round < 500 && delivered.size() < 40; round++) {
            deliverer.run();
            Thread.sleep(10);
        }
        assertThat(delivered).hasSize(40).containsOnly(1L);
        deliverer.close();
    }

    private void fire(Target target) {
        store.fire(target, Occurrence.ofMention(Instant.now(), 7), null, null, Instant.now());
    }

    private Actions actions() {
        return new Actions(null, null, null, null, null, null, this::send, null, null, null);
    }

    private Sent send(long mention) {
        if (mention == 1) {
            try {
                answer.await();
            } catch (InterruptedException e) {
                return Sent.tryAgain(null, "stopped");
            }
        }
        delivered.add(mention);
        return Sent.delivered(null, "ok");
    }
}
