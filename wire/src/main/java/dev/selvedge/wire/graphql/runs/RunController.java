package dev.selvedge.wire.graphql.runs;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunQueries;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.wire.graphql.Immediate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** What a run says of itself without its documents. */
@Controller
@Immediate
@SchemaMapping(typeName = "Run")
class RunController {

    private final RunQueries runs;

    RunController(RunQueries runs) {
        this.runs = runs;
    }

    @SchemaMapping
    String id(Run run) {
        return run.id().global();
    }

    /** Clients turn it into an integer. */
    @SchemaMapping
    String projectId(Run run) {
        return Long.toString(run.project().value());
    }

    @SchemaMapping
    String displayName(Run run) {
        return run.about().displayName();
    }

    @SchemaMapping
    String description(Run run) {
        return run.about().description();
    }

    @SchemaMapping
    String notes(Run run) {
        return run.about().notes();
    }

    @SchemaMapping
    String group(Run run) {
        return run.about().group();
    }

    @SchemaMapping
    String jobType(Run run) {
        return run.about().jobType();
    }

    @SchemaMapping
    String sweepName(Run run) {
        return run.about().sweep();
    }

    @SchemaMapping
    String host(Run run) {
        return run.about().host();
    }

    @SchemaMapping
    String commit(Run run) {
        return run.about().commit();
    }

    @SchemaMapping
    String state(Run run) {
        return run.state().word();
    }

    @SchemaMapping
    Instant createdAt(Run run) {
        return run.life().createdAt();
    }

    @SchemaMapping
    Instant updatedAt(Run run) {
        return run.life().updatedAt();
    }

    @SchemaMapping
    Instant heartbeatAt(Run run) {
        return run.life().heartbeatAt();
    }

    @SchemaMapping
    Integer exitcode(Run run) {
        return run.life().exitCode();
    }

    @SchemaMapping
    boolean failed(Run run) {
        return run.state() == RunState.FAILED || run.state() == RunState.CRASHED;
    }

    @SchemaMapping
    boolean running(Run run) {
        return run.state().isAlive();
    }

    /** Older clients ask this from time to time instead of reading it from the answers of file_stream. */
    @SchemaMapping
    boolean stopped(Run run) {
        return run.life().stopRequested();
    }

    @SchemaMapping
    boolean shouldStop(Run run) {
        return run.life().stopRequested();
    }

    @SchemaMapping
    long historyLineCount(Run run) {
        return run.counts().historyRows();
    }

    @SchemaMapping
    long eventsLineCount(Run run) {
        return run.counts().eventRows();
    }

    @SchemaMapping
    long logLineCount(Run run) {
        return run.counts().logLines();
    }

    @BatchMapping
    List<Boolean> readOnly(List<Run> of, @ContextValue Caller caller) {
        Map<ProjectId, Boolean> mayWrite = new HashMap<>();
        return of.stream()
                .map(run -> !mayWrite.computeIfAbsent(run.project(), project -> runs.mayWrite(caller, run)))
                .toList();
    }
}
