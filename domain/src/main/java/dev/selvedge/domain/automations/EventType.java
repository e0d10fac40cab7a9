package dev.selvedge.domain.automations;

import java.util.EnumSet;
import java.util.Set;

/** What can happen. The names are those of the protocol. */
public enum EventType {
    CREATE_ARTIFACT,
    UPDATE_ARTIFACT_ALIAS,
    ADD_ARTIFACT_ALIAS,
    LINK_MODEL,
    UNLINK_ARTIFACT,
    ADD_ARTIFACT_TAG,
    REMOVE_ARTIFACT_TAG,
    ADD_COLLECTION_TAG,
    REMOVE_COLLECTION_TAG,
    RUN_METRIC,
    RUN_METRIC_CHANGE,
    RUN_METRIC_ZSCORE,
    RUN_STATE,
    WEAVE_METRIC_THRESHOLD;

    /** Answered by the same occurrence: new rows of a run. */
    public static final Set<EventType> METRICS = EnumSet.of(RUN_METRIC, RUN_METRIC_CHANGE, RUN_METRIC_ZSCORE);

    public boolean isRunEvent() {
        return METRICS.contains(this) || this == RUN_STATE;
    }

    /** The kinds of automation that hear of an occurrence of this kind. */
    public Set<EventType> heardBy() {
        return switch (this) {
            case RUN_METRIC -> METRICS;
            // the older name of the same event
            case ADD_ARTIFACT_ALIAS -> EnumSet.of(ADD_ARTIFACT_ALIAS, UPDATE_ARTIFACT_ALIAS);
            default -> EnumSet.of(this);
        };
    }

    /** Runs belong to no collection, and a new artifact is only told apart by its collection. */
    public boolean fits(Scope.Type scope) {
        if (isRunEvent()) {
            return scope != Scope.Type.ARTIFACT_COLLECTION;
        }
        return this != CREATE_ARTIFACT || scope == Scope.Type.ARTIFACT_COLLECTION;
    }
}
