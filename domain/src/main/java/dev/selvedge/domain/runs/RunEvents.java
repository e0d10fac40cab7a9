package dev.selvedge.domain.runs;

/** Hears of runs, inside the transaction that changes them: what it keeps is kept exactly when the change is. */
public interface RunEvents {

    RunEvents UNHEARD = (before, after) -> {};

    /**
     * The run's state or its number of rows may have changed. Called with every request of a training program, so it
     * must cost nothing where nobody listens.
     *
     * @param before as it was, or null when the run is new
     */
    void changed(Run before, Run after);
}
