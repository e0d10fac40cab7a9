package dev.selvedge.domain.automations;

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

    public boolean isRunEvent() {
        return switch (this) {
            case RUN_METRIC, RUN_METRIC_CHANGE, RUN_METRIC_ZSCORE, RUN_STATE -> true;
            default -> false;
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
