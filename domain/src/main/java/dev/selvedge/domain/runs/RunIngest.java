package dev.selvedge.domain.runs;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes what clients stream while a run lives: all of a request in one transaction, or nothing of it. Only files that have
 * arrived are noted before: they have whatever becomes of the rest, and noting them again changes nothing.
 */
public final class RunIngest {

    private final RunStore runs;
    private final RunHistories histories;
    private final RunFiles files;
    private final RunDoors doors;
    private final RunEvents events;
    private final Transactions transactions;
    private final Clock clock;
    private final RunLimits limits;

    public RunIngest(
            RunStore runs,
            RunHistories histories,
            RunFiles files,
            RunDoors doors,
            RunLimits limits,
            RunEvents events,
            Transactions transactions,
            Clock clock) {
        this.limits = limits;
        this.runs = runs;
        this.histories = histories;
        this.files = files;
        this.doors = doors;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param stop the client shall interrupt the program
     * @param pace how fast the client may go on, where requests are limited
     */
    public record Answer(Integer exitCode, boolean stop, Optional<RunLimits.Pace> pace) {}

    /**
     * NOT_FOUND for an unknown run, GONE for a deleted one, INVALID for malformed lines, RATE_LIMITED when it is too much.
     *
     * @param bytes size of what was received
     */
    public Answer accept(Caller caller, String entity, String project, String name, StreamUpdate update, long bytes) {
        caller.requireSignedIn();
        RunDoors.Found found = doors.find(caller, entity, project, name);
        if (update.summary() != null) {
            RunJson.parseObject(update.summary(), "wandb-summary.json");
        }
        Optional<RunLimits.Pace> pace = limits.stream(found.project(), found.run(), bytes);
        if (!update.uploaded().isEmpty()) {
            // asks the object store, for which nobody shall wait who wants this run's row
            files.markUploaded(found.run(), update.uploaded());
        }
        return transactions.inTransaction(() -> {
            StreamedRun locked = runs.lockToStream(found.run(), update.changesSummary())
                    .filter(streamed -> streamed.run().project().equals(found.project()))
                    .orElseThrow(() -> Fault.notFound("There is no run " + name + " in this project any more"));
            if (locked.run().isDeleted()) {
                throw new Fault(Fault.Code.GONE, "The run " + name + " was deleted");
            }
            StreamedRun changed = write(settled(locked, update), update);
            boolean sameSummary = Objects.equals(changed.summary(), locked.summary());
            runs.saveProgress(sameSummary ? changed.withSummary(null) : changed);
            events.changed(locked.run(), changed.run());
            RunLife life = changed.run().life();
            return new Answer(life.exitCode(), life.stopRequested(), pace);
        });
    }

    private StreamedRun settled(StreamedRun streamed, StreamUpdate update) {
        Run run = streamed.run();
        Instant since = run.life().begunAgainAt();
        if (since == null || !update.wrote() || update.writer() != null) {
            return streamed;
        }
        return switch (histories.beginning(run.history(), since, update)) {
            case OPEN -> streamed;
            case RECORDED -> streamed.with(run.with(run.life().settled()));
            case ANEW -> {
                histories.delete(run.history());
                Run anew = run.with(run.life().settled())
                        .with(histories.createAnew())
                        .with(RunCounts.NONE);
                yield new StreamedRun(anew, RunDocuments.EMPTY);
            }
        };
    }

    private StreamedRun write(StreamedRun streamed, StreamUpdate update) {
        Run run = streamed.run();
        RunCounts counts = histories.write(run.history(), run.counts(), update);
        if (isLateCopy(run, counts, update)) {
            return streamed.with(run.with(run.life().heard(false, false, clock.instant())));
        }
        if (!update.events().isEmpty()) {
            runs.saveSystemMetrics(run.id(), update.events().last());
        }
        if (update.complete()) {
            histories.ended(run.history());
        }
        Run written = run.with(counts).with(life(run.life(), update, clock.instant()));
        return new StreamedRun(written, summary(streamed.summary(), update));
    }

    /**
     * A request that was given up for lost and sent again may be answered after all, when a later one has ended the run:
     * what it brings is there, and its summary is an old one.
     */
    private static boolean isLateCopy(Run run, RunCounts counts, StreamUpdate update) {
        boolean ended = run.life().state().isOver() && run.life().exitCode() != null;
        return ended && update.wrote() && !update.complete() && !counts.exceed(run.counts());
    }

    private static String summary(String current, StreamUpdate update) {
        String next = current;
        if (update.summary() != null) {
            boolean oneOfMany = update.writer() != null;
            next = oneOfMany ? DerivedSummary.united(current, update.summary()) : update.summary();
        }
        return update.derivesSummary()
                ? DerivedSummary.afterRows(next, update.history().texts())
                : next;
    }

    private static RunLife life(RunLife life, StreamUpdate update, Instant now) {
        // of several writers, one ends the run while others may still be sending what they have
        boolean reopens =
                update.wrote() && (update.writer() == null || !life.state().isOver());
        RunLife heard = life.heard(reopens, update.preempting(), now);
        return update.complete() ? heard.ended(update.exitCode() == null ? 0 : update.exitCode(), now) : heard;
    }
}
