package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.people.Caller;

/** Hears of changes, inside the transaction that makes them: what it keeps is kept exactly when the change is. */
public interface ArtifactEvents {

    ArtifactEvents UNHEARD = (caller, change) -> {};

    void happened(Caller caller, ArtifactChange change);
}
