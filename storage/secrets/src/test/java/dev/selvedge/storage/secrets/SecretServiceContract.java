package dev.selvedge.storage.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.automations.secrets.SecretService;
import dev.selvedge.platform.Fault;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store outside does, whatever it is called. */
abstract class SecretServiceContract {

    static final String ID = "team-7-0a1b2c3d";
    static final String VALUE = "s3cret \"ü\" ${x}";

    FakeStore store;
    SecretService service;

    abstract FakeStore store();

    abstract SecretService service(FakeStore store);

    /** As the store words it. */
    abstract Object refusal(String message);

    @BeforeEach
    void begin() {
        store = store();
        service = service(store);
    }

    @AfterEach
    void end() {
        store.close();
    }

    @Test
    void aValueComesBackAsItWentIn() {
        service.put(ID, VALUE);
        assertThat(service.get(ID)).contains(VALUE);
        assertThat(store.values).hasSize(1).containsKey(ID);
    }

    @Test
    void whatIsNotThereIsNotThere() {
        assertThat(service.get(ID)).isEmpty();
    }

    @Test
    void whatIsDeletedIsGoneAndMayBeDeletedAgain() {
        service.put(ID, VALUE);
        service.delete(ID);
        assertThat(store.values).isEmpty();
        service.delete(ID);
        assertThat(service.get(ID)).isEmpty();
    }

    /** A connection that was kept ends on the other side when it likes: what was replaced must not stay for that. */
    @Test
    void aConnectionThatEndsLeavesNothingUndeleted() {
        service.put(ID, VALUE);
        store.hangUp();
        service.delete(ID);
        assertThat(store.values).isEmpty();
    }

    @Test
    void aRefusalIsToldWithItsReasonAndWithoutTheValue() {
        store.refuse(403, refusal("not allowed to create"));
        refused(Fault.Code.CONFLICT, fault -> assertThat(fault.getMessage()).contains("not allowed to create"));
    }

    @Test
    void aStoreInTroubleMayBeAskedAgainLater() {
        store.refuse(503, Map.of());
        refused(Fault.Code.UNAVAILABLE, fault -> assertThat(fault.retryAfter()).isPresent());
    }

    @Test
    void aStoreThatIsNotThereMayBeAskedAgainLater() {
        store.close();
        refused(Fault.Code.UNAVAILABLE, fault -> assertThat(fault.getMessage()).contains("cannot be reached"));
    }

    private void refused(Fault.Code code, Consumer<Fault> more) {
        for (Runnable question :
                new Runnable[] {() -> service.put(ID, VALUE), () -> service.get(ID), () -> service.delete(ID)}) {
            assertThatThrownBy(question::run).isInstanceOfSatisfying(Fault.class, fault -> {
                assertThat(fault.code()).isEqualTo(code);
                assertThat(fault.getMessage()).doesNotContain("s3cret");
                more.accept(fault);
            });
        }
    }
}
