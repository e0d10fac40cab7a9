package dev.selvedge.wire.graphql.server;

import java.util.List;

/**
 * The features this server has, by the names that clients ask for. A name enters this list together with what it
 * switches on: clients leave fields out of their documents, or refuse calls, for features that are not here.
 */
final class ServerFeatures {

    private static final List<String> RUNS = List.of("STRUCTURED_CONSOLE_LOGS", "FILESTREAM_GZIP", "UPDATE_RUN_STATE");

    private static final List<String> FILES =
            List.of("LARGE_FILENAMES", "TOTAL_COUNT_IN_FILE_CONNECTION", "MARK_RUN_FILES_UPLOADED");

    private static final List<String> SWEEPS = List.of("SWEEPS_QUERY_FILTERING", "SWEEPS_LOCAL_SCHEDULER");

    private static final List<String> ARTIFACTS = List.of(
            "ARTIFACT_TAGS",
            "CLIENT_IDS",
            "ARTIFACT_COLLECTION_MEMBERSHIP_FILES",
            "ARTIFACT_COLLECTION_MEMBERSHIP_FILE_DOWNLOAD_HANDLER",
            "PROJECT_ARTIFACT_COLLECTION_MEMBERSHIP",
            "USE_ARTIFACT_WITH_ENTITY_AND_PROJECT_INFORMATION",
            "ARTIFACT_V2_DOWNLOAD_HANDLER_SUPPORTS_ARTIFACT_ID",
            "ARTIFACT_MEMBERSHIP_IN_LINK_ARTIFACT_RESPONSE",
            "ARTIFACT_COLLECTIONS_FILTERING_SORTING",
            "ARTIFACT_DIGEST_ALGORITHM",
            "ARTIFACT_REGISTRY_SEARCH",
            "INCLUDE_ARTIFACT_TYPES_IN_REGISTRY_CREATION");

    /** Left out: actions of the vendor's own services (ARIA, push notifications to its app). */
    private static final List<String> AUTOMATIONS = List.of(
            "QUERY_AUTOMATIONS_ON_ENTITY",
            "AUTOMATIONS_ON_ORGANIZATION",
            "AUTOMATIONS_ON_USER",
            "AUTOMATION_SCOPE_ENTITY",
            "AUTOMATION_EVENT_RUN_METRIC",
            "AUTOMATION_EVENT_RUN_METRIC_CHANGE",
            "AUTOMATION_EVENT_RUN_METRIC_ZSCORE",
            "AUTOMATION_EVENT_RUN_STATE",
            "AUTOMATION_EVENT_ADD_ARTIFACT_TAG",
            "AUTOMATION_EVENT_REMOVE_ARTIFACT_TAG",
            "AUTOMATION_EVENT_ADD_COLLECTION_TAG",
            "AUTOMATION_EVENT_REMOVE_COLLECTION_TAG",
            "AUTOMATION_EVENT_UNLINK_ARTIFACT",
            "AUTOMATION_ACTION_NO_OP",
            "AUTOMATION_LAST_EXECUTED_AT");

    private ServerFeatures() {}

    record Feature(String name, boolean isEnabled) {}

    static List<Feature> all() {
        return List.of(RUNS, FILES, ARTIFACTS, SWEEPS, AUTOMATIONS).stream()
                .flatMap(List::stream)
                .map(name -> new Feature(name, true))
                .toList();
    }
}
