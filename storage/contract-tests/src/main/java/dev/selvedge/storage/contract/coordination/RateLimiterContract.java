package dev.selvedge.storage.contract.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.platform.RateLimiter;
import dev.selvedge.platform.RateLimiter.Decision;
import dev.selvedge.platform.RateLimiter.Limit;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Limits hold over all servers together. */
public abstract class RateLimiterContract {

    private final String key = "project " + UUID.randomUUID();

    protected abstract RateLimiter server();

    /** Another server of the same installation; a backend for one server gives the same. */
    protected abstract RateLimiter otherServer();

    @Test
    void asMuchAsTheBurstIsTakenAndThenNothingUntilItIsGivenBack() throws Exception {
        Limit limit = new Limit(4, 3);
        for (int left = 2; left >= 0; left--) {
            Decision decision = (left == 1 ? otherServer() : server()).take(key, 1, limit);
            assertThat(decision.taken()).isTrue();
            assertThat(decision.remaining()).isEqualTo(left);
            assertThat(decision.retryAfter()).isZero();
        }
        Decision refused = otherServer().take(key, 1, limit);
        assertThat(refused.taken()).isFalse();
        assertThat(refused.remaining()).isZero();
        assertThat(refused.retryAfter()).isPositive().isLessThanOrEqualTo(Duration.ofMillis(250));
        assertThat(refused.reset()).isBetween(Duration.ofMillis(300), Duration.ofMillis(750));
        Thread.sleep(refused.retryAfter().plusMillis(30));
        assertThat(server().take(key, 1, limit).taken()).isTrue();
    }

    @Test
    void whatIsAskedForAtOnceNeverExceedsTheLimit() throws Exception {
        Limit limit = new Limit(1, 50);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = threads.invokeAll(IntStream.range(0, 100)
                    .<Callable<Boolean>>mapToObj(i -> () -> (i % 2 == 0 ? server() : otherServer())
                            .take(key, 1, limit)
                            .taken())
                    .toList());
            int taken = 0;
            for (var one : asked) {
                taken += one.get() ? 1 : 0;
            }
            // a token or a few may have come back meanwhile
            assertThat(taken).isBetween(50, 56);
        }
    }

    @Test
    void moreThanTheBurstIsTakenWhenTheBurstIsWholeAndPaidOffLater() {
        Limit limit = new Limit(10, 10);
        assertThat(server().take(key, 25, limit).taken()).isTrue();
        Decision refused = server().take(key, 1, limit);
        assertThat(refused.taken()).isFalse();
        assertThat(refused.retryAfter()).isBetween(Duration.ofMillis(1000), Duration.ofMillis(1600));
    }

    @Test
    void otherKeysAreOtherBuckets() {
        Limit limit = new Limit(1, 1);
        assertThat(server().take(key, 1, limit).taken()).isTrue();
        assertThat(server().take(key + "x", 1, limit).taken()).isTrue();
        assertThat(server().take(key, 1, limit).taken()).isFalse();
    }
}
