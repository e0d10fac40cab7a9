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
import dev.selvedge.storage.sql.schema.tables.records.RunRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
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
    static RunRecord row(Run run) {
        RunRecord row = new RunRecord();
        fill(row, run.about());
        fill(row, run.life());
        fill(row, run.counts());
        row.setHistoryId(run.history().value());
        return row;
    }

    static RunRecord row(NewRun run) {
        RunRecord row = new RunRecord();
        row.setProjectId(run.project().value());
        row.setName(run.name());
        row.setNumber(run.number());
        row.setUserId(run.user().value());
        fill(row, run.about());
        fill(row, RunLife.begun(run.state(), run.createdAt(), run.createdAt()));
        fill(row, run.counts());
        row.setHistoryId(run.history().value());
        row.setConfig(run.documents().config());
        row.setSummary(run.documents().summary());
        row.setSystemMetrics(run.documents().systemMetrics());
        if (run.fork() != null) {
            row.setForkedFromRunId(run.fork().parent().value());
            row.setForkedAtStep(run.fork().step());
        }
        return row;
    }

    private static void fill(RunRecord row, RunAbout about) {
        row.setDisplayName(about.displayName());
        row.setDescription(about.description());
        row.setNotes(about.notes());
        row.setGroupName(about.group());
        row.setJobType(about.jobType());
        row.setSweepName(about.sweep());
        row.setHost(about.host());
        row.setGitCommit(about.commit());
        row.setGitRemote(about.remote());
        row.setProgram(about.program());
    }

    private static void fill(RunRecord row, RunLife life) {
        row.setState(life.state().word());
        row.setCreatedAt(life.createdAt());
        row.setUpdatedAt(life.updatedAt());
        row.setHeartbeatAt(life.heartbeatAt());
        row.setFinishedAt(life.finishedAt());
        row.setExitCode(life.exitCode());
        row.setStopRequested(life.stopRequested());
        row.setPreempting(life.preempting());
        row.setBegunAgainAt(life.begunAgainAt());
    }

    private static void fill(RunRecord row, RunCounts counts) {
        row.setHistoryRows(counts.historyRows());
        row.setEventRows(counts.eventRows());
        row.setLogLines(counts.logLines());
        row.setLastStep(counts.lastStep());
    }
}
