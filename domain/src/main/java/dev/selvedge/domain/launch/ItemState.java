package dev.selvedge.domain.launch;

/** Where an item is on its way to a run. Clients show the names in lower case. */
public enum ItemState {
    /** Waits for an agent. */
    PENDING,
    /** Given to an agent that has not said yet under which name it starts the run. */
    LEASED,
    /** A run has been started for it, or is about to be. */
    CLAIMED,
    /** No run came of it, or the run ended badly. */
    FAILED
}
