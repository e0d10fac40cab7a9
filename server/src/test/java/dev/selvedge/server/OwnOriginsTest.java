package dev.selvedge.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OwnOriginsTest {

    @Test
    void whoeverGivesOutCredentialsMayBeAwayWhileTheServerStarts() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        OwnOrigins origins = new OwnOrigins(
                () -> {
                    if (asked.incrementAndGet() < 3) {
                        throw new IllegalStateException("no credentials");
                    }
                    return Set.of("https://bucket.example.org");
                },
                Duration.ofMillis(1));
        assertThat(origins.get()).isEmpty();
        for (int i = 0; i < 2_000 && origins.get().isEmpty(); i++) {
            Thread.sleep(5);
        }
        assertThat(origins.get()).containsExactly("https://bucket.example.org");
        assertThat(asked).hasValue(3);
    }

    @Test
    void whatIsKnownIsNotAskedAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        OwnOrigins origins = new OwnOrigins(() -> Set.of("https://b" + asked.incrementAndGet()), Duration.ZERO);
        origins.get();
        Thread.sleep(20);
        assertThat(origins.get()).containsExactly("https://b1");
    }
}
