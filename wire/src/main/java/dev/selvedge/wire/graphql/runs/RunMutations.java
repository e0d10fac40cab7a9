package dev.selvedge.wire.graphql.runs;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunEdits;
import dev.selvedge.domain.runs.RunRewinds;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.domain.runs.RunUpserts;
import dev.selvedge.platform.Fault;
import dev.selvedge.wire.http.ClientHeaders;
import java.util.List;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** The mutations of one run. */
@Controller
class RunMutations {

    private final RunUpserts upserts;
    private final RunEdits edits;
    private final RunRewinds rewinds;

    RunMutations(RunUpserts upserts, RunEdits edits, RunRewinds rewinds) {
        this.upserts = upserts;
        this.edits = edits;
        this.rewinds = rewinds;
    }

    record UpsertBucketPayload(Run bucket, boolean inserted, ServerSettings serverSettings, String clientMutationId) {}

    record ServerSettings(List<Object> serverMessages) {}

    record Done(boolean success, String clientMutationId) {}

    @MutationMapping
    UpsertBucketPayload upsertBucket(
            @Argument UpsertBucketInput input, @ContextValue Caller caller, @ContextValue ClientHeaders client) {
        RunUpserts.Upserted upserted = upserts.upsert(caller, input.wish(client.shared()));
        return new UpsertBucketPayload(
                upserted.run(), upserted.inserted(), new ServerSettings(List.of()), input.clientMutationId());
    }

    record StopRunInput(String id, String clientMutationId) {}

    @MutationMapping
    Done stopRun(@Argument StopRunInput input, @ContextValue Caller caller) {
        edits.stop(caller, edits.named(caller, input.id()));
        return new Done(true, input.clientMutationId());
    }

    record UpdateRunStateInput(String id, String state, String clientMutationId) {}

    @MutationMapping
    Done updateRunState(@Argument UpdateRunStateInput input, @ContextValue Caller caller) {
        RunState wanted = RunState.of(input.state())
                .orElseThrow(() -> Fault.invalid("invalid state transition: there is no state " + input.state()));
        edits.setState(caller, edits.named(caller, input.id()), wanted);
        return new Done(true, input.clientMutationId());
    }

    record DeleteRunInput(String id, Boolean deleteArtifacts, String clientMutationId) {}

    @MutationMapping
    Done deleteRun(@Argument DeleteRunInput input, @ContextValue Caller caller) {
        edits.delete(caller, edits.named(caller, input.id()), Boolean.TRUE.equals(input.deleteArtifacts()));
        return new Done(true, input.clientMutationId());
    }

    record RewindRunInput(
            String runName,
            String entityName,
            String projectName,
            String metricName,
            double metricValue,
            String clientMutationId) {}

    record RewindRunPayload(Run rewoundRun, String clientMutationId) {}

    @MutationMapping
    RewindRunPayload rewindRun(@Argument RewindRunInput input, @ContextValue Caller caller) {
        if (!input.metricName().equals("_step")) {
            throw Fault.invalid("A run can be rewound by _step only, not by " + input.metricName());
        }
        Run rewound = rewinds.rewind(caller, input.entityName(), input.projectName(), input.runName(), (long)
                Math.floor(input.metricValue()));
        return new RewindRunPayload(rewound, input.clientMutationId());
    }
}
