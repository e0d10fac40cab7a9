package dev.selvedge.wire.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.data.method.HandlerMethod;
import org.springframework.graphql.data.method.annotation.MutationMapping;

class ImmediateTest {

    @Immediate
    static final class Held {
        String ofTheObject(String object) {
            return object;
        }

        String forSomebody(String object, String caller) {
            return object + caller;
        }
    }

    static final class Asked {
        String ofTheObject(String object) {
            return object;
        }

        CompletableFuture<String> promised(String object) {
            return CompletableFuture.completedFuture(object);
        }
    }

    static final class Changing {
        @MutationMapping
        String done(String input) {
            return input;
        }
    }

    private static boolean mayWait(Object controller, String name) {
        return Arrays.stream(controller.getClass().getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .map(method -> GraphQlWiring.mayWait(new HandlerMethod(controller, method)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void onlyWhatAnObjectHoldsIsToldWithoutAThreadOfItsOwn() {
        assertThat(mayWait(new Held(), "ofTheObject")).isFalse();
        assertThat(mayWait(new Held(), "forSomebody")).isTrue();
        assertThat(mayWait(new Asked(), "ofTheObject")).isTrue();
        assertThat(mayWait(new Asked(), "promised")).isFalse();
    }

    @Test
    void mutationsAreDoneOnTheThreadOfTheirRequest() {
        assertThat(mayWait(new Changing(), "done")).isFalse();
    }
}
