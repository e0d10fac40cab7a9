package dev.selvedge.wire.graphql.server;

import java.util.List;

/**
 * The features this server has, by the names that clients ask for. A name enters this list together with what it
 * switches on: clients leave fields out of their documents, or refuse calls, for features that are not here.
 */
final class ServerFeatures {

    private static final List<String> RUNS = List.of("STRUCTURED_CONSOLE_LOGS");

    private static final List<String> FILES = List.of("LARGE_FILENAMES", "TOTAL_COUNT_IN_FILE_CONNECTION");

    private ServerFeatures() {}

    record Feature(String name, boolean isEnabled) {}

    static List<Feature> all() {
        return List.of(RUNS, FILES).stream()
                .flatMap(List::stream)
                .map(name -> new Feature(name, true))
                .toList();
    }
}
