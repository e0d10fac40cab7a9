package dev.selvedge.domain.automations.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.people.EntityId;
import dev.selvedge.platform.Fault;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutsideVaultTest {

    private static final EntityId TEAM = new EntityId(7);

    private final Map<String, String> values = new HashMap<>();
    private final SecretVault sealed = new SealedVault(new SecretBox(new byte[32]));
    private final SecretVault vault = new OutsideVault(service("here"), "team", sealed);

    private SecretService service(String kind) {
        return new SecretService() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public void put(String id, String value) {
                values.put(id, value);
            }

            @Override
            public Optional<String> get(String id) {
                return Optional.ofNullable(values.get(id));
            }

            @Override
            public void delete(String id) {
                values.remove(id);
            }
        };
    }

    @Test
    void theDatabaseRemembersWhereAValueIsAndNotTheValue() {
        String kept = vault.keep(TEAM, "TOKEN", "s3cret");
        assertThat(kept).matches("here:team-7-[0-9a-f]{16}");
        assertThat(values).containsExactly(Map.entry(kept.substring("here:".length()), "s3cret"));
        assertThat(vault.open(TEAM, "TOKEN", kept)).contains("s3cret");
    }

    @Test
    void aNewValueLeavesTheOldOneAsItIs() {
        String first = vault.keep(TEAM, "TOKEN", "first");
        String second = vault.keep(TEAM, "TOKEN", "second");
        assertThat(vault.open(TEAM, "TOKEN", first)).contains("first");
        vault.forget(first);
        assertThat(vault.open(TEAM, "TOKEN", first)).isEmpty();
        assertThat(vault.open(TEAM, "TOKEN", second)).contains("second");
    }

    @Test
    void whatWasSealedBeforeTheStoreWasChosenIsStillRead() {
        String kept = sealed.keep(TEAM, "OLD", "s3cret");
        assertThat(vault.open(TEAM, "OLD", kept)).contains("s3cret");
        vault.forget(kept);
        assertThat(values).isEmpty();
    }

    @Test
    void whatIsInAnotherStoreIsNeitherReadNorForgotten() {
        String kept = vault.keep(TEAM, "TOKEN", "s3cret");
        for (SecretVault other : new SecretVault[] {sealed, new OutsideVault(service("there"), "team", sealed)}) {
            for (Runnable question : new Runnable[] {() -> other.open(TEAM, "TOKEN", kept), () -> other.forget(kept)}) {
                assertThatThrownBy(question::run).isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.code()).isEqualTo(Fault.Code.CONFLICT);
                    assertThat(fault.getMessage()).contains("kept in here").contains("selvedge.secrets.store");
                });
            }
        }
        assertThat(values).hasSize(1);
    }
}
