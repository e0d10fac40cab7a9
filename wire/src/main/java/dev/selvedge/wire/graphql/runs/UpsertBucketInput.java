package dev.selvedge.wire.graphql.runs;

import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.domain.runs.UpsertRun;
import dev.selvedge.platform.Fault;
import java.util.List;

/** As clients send it; {@code debug} and {@code clientMutationId} mean nothing to us. */
record UpsertBucketInput(
        String id,
        String name,
        String displayName,
        String commit,
        String config,
        Boolean debug,
        String description,
        String entityName,
        String groupName,
        String host,
        String jobProgram,
        String jobRepo,
        String jobType,
        String modelName,
        String notes,
        String state,
        String summaryMetrics,
        String sweep,
        List<String> tags,
        String clientMutationId) {

    UpsertRun wish(boolean shared) {
        return new UpsertRun(
                id == null || id.isEmpty() ? null : RunId.parse(id),
                entityName,
                modelName,
                name,
                displayName,
                description,
                notes,
                groupName,
                jobType,
                sweep,
                host,
                commit,
                jobRepo,
                jobProgram,
                tags,
                config,
                summaryMetrics,
                state == null ? null : stateToBegin(),
                shared);
    }

    private RunState stateToBegin() {
        return RunState.of(state)
                .filter(wanted -> wanted == RunState.PENDING || wanted == RunState.RUNNING)
                .orElseThrow(() -> Fault.invalid("A run can begin in the states pending and running, not " + state));
    }
}
