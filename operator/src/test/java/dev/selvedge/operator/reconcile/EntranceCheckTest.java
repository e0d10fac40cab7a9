package dev.selvedge.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.operator.reconcile.Facts.Certificate;
import dev.selvedge.operator.reconcile.Facts.Entrance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntranceCheckTest {

    private static final List<String> NAMES = List.of("*.corp.example");

    private final World world = new World("prod-private");

    private String tls(Certificate certificate) {
        world.entrance(new Entrance(true, Optional.of(true), Optional.ofNullable(certificate)));
        world.turn();
        return world.condition("TLSReady");
    }

    private Instant in(int days) {
        return world.now().plus(Duration.ofDays(days));
    }

    @Test
    void aCertificateIsLookedAt() {
        assertThat(tls(null)).startsWith("False SecretMissing").contains("kubectl -n ml create secret tls wandb-tls");
        assertThat(tls(new Certificate(Optional.of("x"), Instant.EPOCH, List.of())))
                .startsWith("False Unreadable");
        assertThat(tls(new Certificate(Optional.empty(), in(-1), NAMES))).startsWith("False Expired");
        assertThat(tls(new Certificate(Optional.empty(), in(20), NAMES))).startsWith("False EndsSoon");
        assertThat(tls(new Certificate(Optional.empty(), in(90), List.of("wandb.corp.example"))))
                .startsWith("False WrongName")
                .contains("not for ml.corp.example");
        assertThat(tls(new Certificate(Optional.empty(), in(90), NAMES))).startsWith("True Valid");
    }

    @Test
    void anIngressThatNobodyTakesSaysWhatToLookAt() {
        world.entrance(new Entrance(false, Optional.of(false), Optional.empty()));
        world.turn();
        assertThat(world.condition("IngressReady")).startsWith("False NoSuchClass There is no IngressClass nginx");
        world.entrance(new Entrance(false, Optional.empty(), Optional.empty()));
        world.turn();
        assertThat(world.condition("IngressReady")).startsWith("False NoAddress");
    }
}
