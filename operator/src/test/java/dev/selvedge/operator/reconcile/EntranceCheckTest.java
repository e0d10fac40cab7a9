package dev.selvedge.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.operator.reconcile.Facts.Certificate;
import dev.selvedge.operator.reconcile.Facts.Entrance;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntranceCheckTest {

    private static final List<String> NAMES = List.of("*.corp.example");

    private final World world = new World("prod-private");

    private String tls(Certificate certificate) {
        world.entrance(
                new Entrance(List.of("10.0.0.7"), Optional.of(true), Optional.ofNullable(certificate), Map.of()));
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

    private String resolved(Map<String, List<String>> names, String... addresses) {
        world.entrance(new Entrance(List.of(addresses), Optional.empty(), Optional.empty(), names));
        world.turn();
        return world.condition("DNSResolved");
    }

    @Test
    void theNamesLeadToTheIngress() {
        List<String> here = List.of("10.0.0.7");
        assertThat(resolved(Map.of(), "10.0.0.7")).startsWith("Unknown NoAnswer");
        assertThat(resolved(Map.of("wandb.corp.example", here, "ml.corp.example", List.of()), "10.0.0.7"))
                .isEqualTo("False NotResolved The cluster's resolver knows no ml.corp.example;"
                        + " make an A record of it that leads to 10.0.0.7.");
        assertThat(world.condition("Degraded")).contains("DNSResolved: The cluster's resolver");
        Map<String, List<String>> both = new HashMap<>(Map.of("wandb.corp.example", here, "ml.corp.example", here));
        assertThat(resolved(both)).as("no address yet to compare with").startsWith("True Resolved");
        both.put("10.0.0.8", List.of("10.0.0.8"));
        assertThat(resolved(both, "10.0.0.8"))
                .startsWith("Unknown LeadsElsewhere wandb.corp.example leads to 10.0.0.7, not to 10.0.0.8");
        assertThat(world.condition("Degraded")).doesNotContain("DNSResolved");
        both.put("lb.example.net", List.of("10.0.0.6", "10.0.0.7"));
        assertThat(resolved(both, "lb.example.net"))
                .isEqualTo("True Resolved wandb.corp.example leads to 10.0.0.7. ml.corp.example leads to 10.0.0.7.");
    }

    @Test
    void anAddressNeedsNoName() {
        World bare = new World("upgrade");
        bare.host("https://192.0.2.7");
        bare.turn();
        assertThat(bare.condition("DNSResolved")).isEmpty();
    }

    @Test
    void anIngressThatNobodyTakesSaysWhatToLookAt() {
        world.entrance(new Entrance(List.of(), Optional.of(false), Optional.empty(), Map.of()));
        world.turn();
        assertThat(world.condition("IngressReady")).startsWith("False NoSuchClass There is no IngressClass nginx");
        world.entrance(new Entrance(List.of(), Optional.empty(), Optional.empty(), Map.of()));
        world.turn();
        assertThat(world.condition("IngressReady")).startsWith("False NoAddress");
    }
}
