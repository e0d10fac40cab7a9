package dev.selvedge.domain.runs;

import java.time.Instant;

/**
 * When a run lived and how it fares.
 *
 * @param heartbeatAt when the client last gave a sign of life
 * @param finishedAt null while it has not ended
 * @param exitCode null unless the client reported one
 * @param stopRequested the next answer to the client asks it to stop
 * @param preempting the client announced that its machine may be taken away
 * @param begunAgainAt when a client began the run by name though it was over, until its rows show what it is about: see
 *     {@link RunHistories.Beginning}; null otherwise
 */
public record RunLife(
        RunState state,
        Instant createdAt,
        Instant updatedAt,
        Instant heartbeatAt,
        Instant finishedAt,
        Integer exitCode,
        boolean stopRequested,
        boolean preempting,
        Instant begunAgainAt) {

    public RunLife(
            RunState state,
            Instant createdAt,
            Instant updatedAt,
            Instant heartbeatAt,
            Instant finishedAt,
            Integer exitCode,
            boolean stopRequested,
            boolean preempting) {
        this(state, createdAt, updatedAt, heartbeatAt, finishedAt, exitCode, stopRequested, preempting, null);
    }

    public static RunLife begun(RunState state, Instant createdAt, Instant now) {
        return new RunLife(state, createdAt, now, now, null, null, false, false);
    }

    /** A client starts on the run again: whatever ended it is over. */
    RunLife started(Instant now) {
        return new RunLife(RunState.RUNNING, createdAt, now, now, null, null, false, false);
    }

    /** A client starts on a run that waited for it. Whoever wanted it stopped meanwhile still does. */
    RunLife startedFirst(Instant now) {
        return new RunLife(RunState.RUNNING, createdAt, now, now, null, null, stopRequested, false);
    }

    /** A client begins by name what was over: anew, or it brings a recording. Its first rows will tell. */
    RunLife begunAgain(Instant now) {
        return new RunLife(RunState.RUNNING, createdAt, now, now, null, null, false, false, now);
    }

    /** What the client that began the run again is about has been seen. */
    RunLife settled() {
        return new RunLife(
                state, createdAt, updatedAt, heartbeatAt, finishedAt, exitCode, stopRequested, preempting, null);
    }

    /** The state as an agent or a person sets it. */
    public RunLife set(RunState newState, Instant now) {
        Instant ended = newState.isOver() ? now : null;
        return new RunLife(
                newState, createdAt, now, heartbeatAt, ended, exitCode, stopRequested, preempting, begunAgainAt);
    }

    RunLife updated(Instant now) {
        return new RunLife(
                state, createdAt, now, heartbeatAt, finishedAt, exitCode, stopRequested, preempting, begunAgainAt);
    }

    RunLife createdAt(Instant earlier) {
        return new RunLife(
                state, earlier, updatedAt, heartbeatAt, finishedAt, exitCode, stopRequested, preempting, begunAgainAt);
    }

    public RunLife askedToStop(Instant now) {
        return new RunLife(state, createdAt, now, heartbeatAt, finishedAt, exitCode, true, preempting, begunAgainAt);
    }

    /**
     * A request of the client.
     *
     * @param wrote it brought rows or lines, which reopens even a run that was over; a late bare heartbeat reopens only
     *     what we had taken for dead
     */
    RunLife heard(boolean wrote, boolean announcesPreemption, Instant now) {
        boolean takenForDead = exitCode == null && state != RunState.FAILED;
        if (state.isOver() && !wrote && !takenForDead) {
            return new RunLife(
                    state, createdAt, now, now, finishedAt, exitCode, stopRequested, preempting, begunAgainAt);
        }
        // once announced it stays so until the run ends or is begun again: heartbeats go on until the machine is gone
        boolean mayBeTakenAway = announcesPreemption || (preempting && !state.isOver());
        RunState next = mayBeTakenAway ? RunState.PREEMPTING : RunState.RUNNING;
        return new RunLife(next, createdAt, now, now, null, null, stopRequested, mayBeTakenAway, begunAgainAt);
    }

    /** The client reports its end. A run that was asked to stop and did was killed, whatever code that gave. */
    RunLife ended(int code, Instant now) {
        RunState next;
        if (code == 0) {
            next = RunState.FINISHED;
        } else if (stopRequested) {
            next = RunState.KILLED;
        } else if (preempting) {
            next = RunState.PREEMPTED;
        } else {
            next = RunState.FAILED;
        }
        return new RunLife(next, createdAt, now, now, now, code, stopRequested, preempting);
    }

    /** The client fell silent. */
    RunLife lost(Instant now) {
        RunState next =
                stopRequested ? RunState.KILLED : state == RunState.PREEMPTING ? RunState.PREEMPTED : RunState.CRASHED;
        return new RunLife(next, createdAt, now, heartbeatAt, heartbeatAt, exitCode, stopRequested, preempting);
    }
}
