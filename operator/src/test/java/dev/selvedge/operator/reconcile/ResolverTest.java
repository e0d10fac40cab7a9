package dev.selvedge.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ResolverTest {

    @Test
    void thisMachineIsAsked() {
        assertThat(new Resolver().addresses(List.of("localhost")).get("localhost"))
                .containsAnyOf("127.0.0.1", "0:0:0:0:0:0:0:1");
    }

    @Test
    void aNameThatIsNotThereHasNoAddress() {
        Resolver resolver = new Resolver(Resolver::ofThisMachine, Duration.ofMinutes(1));
        assertThat(resolver.addresses(List.of("no-such-name.invalid"))).containsValue(List.of());
    }

    @Test
    void aSilentResolverHoldsNothingUp() {
        CountDownLatch never = new CountDownLatch(1);
        Resolver resolver = new Resolver(
                name -> {
                    if (name.startsWith("silent")) {
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                    return List.of("10.0.0.7");
                },
                Duration.ofMillis(300));
        assertThat(resolver.addresses(List.of("silent.example", "silent.example", "wandb.example")))
                .containsOnlyKeys("wandb.example");
        never.countDown();
    }
}
