package dev.selvedge.storage.sql.runs;

import static dev.selvedge.storage.sql.schema.Tables.RUN;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.NewRun;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunAbout;
import dev.selvedge.domain.runs.RunCounts;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunLife;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.domain.runs.history.HistoryId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;

/** Between rows of the table {@code run} and runs. */
final class RunRows {

    private static final Set<Field<?>> DOCUMENTS = Set.of(RUN.CONFIG, RUN.SUMMARY, RUN.SYSTEM_METRICS);

    static final List<Field<?>> COLUMNS = Arrays.<Field<?>>stream(RUN.fields())
            .filter(field -> !DOCUMENTS.contains(field))
            .toList();

    private RunRows() {}

    static Run run(Record row, List<String> tags) {
        return new Run(
                new RunId(row.get(RUN.ID)),
                new ProjectId(row.get(RUN.PROJECT_ID)),
                row.get(RUN.NAME),
                new UserId(row.get(RUN.USER_ID)),
                new RunAbout(
                        row.get(RUN.DISPLAY_NAME),
                        row.get(RUN.DESCRIPTION),
                        row.get(RUN.NOTES),
                        row.get(RUN.GROUP_NAME),
                        row.get(RUN.JOB_TYPE),
                        row.get(RUN.SWEEP_NAME),
                        row.get(RUN.HOST),
                        row.get(RUN.GIT_COMMIT),
                        row.get(RUN.GIT_REMOTE),
                        row.get(RUN.PROGRAM)),
                tags,
                new RunLife(
                        RunState.of(row.get(RUN.STATE)).orElseThrow(),
                        row.get(RUN.CREATED_AT),
                        row.get(RUN.UPDATED_AT),
                        row.get(RUN.HEARTBEAT_AT),
                        row.get(RUN.FINISHED_AT),
                        row.get(RUN.EXIT_CODE),
                        row.get(RUN.STOP_REQUESTED),
                        row.get(RUN.PREEMPTING),
                        row.get(RUN.BEGUN_AGAIN_AT)),
                new RunCounts(
                        row.get(RUN.HISTORY_ROWS),
                        row.get(RUN.EVENT_ROWS),
                        row.get(RUN.LOG_LINES),
                        row.get(RUN.LAST_STEP)),
                new HistoryId(row.get(RUN.HISTORY_ID)),
                row.get(RUN.VALUES_VERSION),
                row.get(RUN.FORKED_FROM_RUN_ID) == null
                        ? null
                        : new Run.Fork(new RunId(row.get(RUN.FORKED_FROM_RUN_ID)), row.get(RUN.FORKED_AT_STEP)),
                row.get(RUN.DELETED_AT));
    }

    /** What {@code save} keeps. */
    static final List<Field<?>> SAVED = List.of(
            RUN.DISPLAY_NAME,
            RUN.DESCRIPTION,
            RUN.NOTES,
            RUN.GROUP_NAME,
            RUN.JOB_TYPE,
            RUN.SWEEP_NAME,
            RUN.HOST,
            RUN.GIT_COMMIT,
            RUN.GIT_REMOTE,
            RUN.PROGRAM,
            RUN.STATE,
            RUN.CREATED_AT,
            RUN.UPDATED_AT,
            RUN.HEARTBEAT_AT,
            RUN.FINISHED_AT,
            RUN.EXIT_CODE,
            RUN.STOP_REQUESTED,
            RUN.PREEMPTING,
            RUN.BEGUN_AGAIN_AT,
            RUN.HISTORY_ROWS,
            RUN.EVENT_ROWS,
            RUN.LOG_LINES,
            RUN.LAST_STEP,
            RUN.HISTORY_ID);

    static final List<Field<?>> INSERTED = Stream.concat(
                    SAVED.stream(),
                    Stream.of(
                            RUN.PROJECT_ID,
                            RUN.NAME,
                            RUN.NUMBER,
                            RUN.USER_ID,
                            RUN.CONFIG,
                            RUN.SUMMARY,
                            RUN.SYSTEM_METRICS,
                            RUN.FORKED_FROM_RUN_ID,
                            RUN.FORKED_AT_STEP))
            .toList();

    /** In the order of {@link #SAVED}. */
    static Object[] saved(Run run) {
        return changing(run.about(), run.life(), run.counts(), run.history());
    }

    /** In the order of {@link #INSERTED}. */
    static Object[] inserted(NewRun run) {
        Object[] changing = changing(run.about(), run.life(), run.counts(), run.history());
        Object[] fixed = {
            run.project().value(),
            run.name(),
            run.number(),
            run.user().value(),
            run.documents().config(),
            run.documents().summary(),
            run.documents().systemMetrics(),
            run.fork() == null ? null : run.fork().parent().value(),
            run.fork() == null ? null : run.fork().step()
        };
        return Stream.concat(Arrays.stream(changing), Arrays.stream(fixed)).toArray();
    }

    private static Object[] changing(RunAbout about, RunLife life, RunCounts counts, HistoryId history) {
        return new Object[] {
            about.displayName(),
            about.description(),
            about.notes(),
            about.group(),
            about.jobType(),
            about.sweep(),
            about.host(),
            about.commit(),
            about.remote(),
            about.program(),
            life.state().word(),
            life.createdAt(),
            life.updatedAt(),
            life.heartbeatAt(),
            life.finishedAt(),
            life.exitCode(),
            life.stopRequested(),
            life.preempting(),
            life.begunAgainAt(),
            counts.historyRows(),
            counts.eventRows(),
            counts.logLines(),
            counts.lastStep(),
            history.value()
        };
    }
}
