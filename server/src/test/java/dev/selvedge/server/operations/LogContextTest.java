package dev.selvedge.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogContextTest {

    private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder()
            .contextRegistry(new ContextRegistry().registerThreadLocalAccessor(new LogContext()))
            .build();

    @AfterEach
    void clear() {
        MDC.clear();
    }

    @Test
    void theRequestIdGoesAlongToAnotherThreadAndDoesNotStayThere() throws Exception {
        MDC.put("requestId", "abc");
        List<String> seen = new ArrayList<>();
        Runnable work = snapshots.captureAll().wrap((Runnable) () -> seen.add(MDC.get("requestId")));
        Thread other = Thread.ofPlatform().start(() -> {
            work.run();
            seen.add(MDC.get("requestId"));
        });
        other.join();
        assertThat(seen).containsExactly("abc", null);
    }

    @Test
    void withoutARequestThereIsNothingToTakeAlong() {
        assertThat(new LogContext().getValue()).isNull();
    }
}
