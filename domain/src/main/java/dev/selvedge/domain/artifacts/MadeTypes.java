package dev.selvedge.domain.artifacts;

import java.util.Set;

/** Types of versions that clients make by themselves beside a run. A team's time to live is not for them. */
final class MadeTypes {

    private static final Set<String> NAMES = Set.of("run_table", "code", "job");
    private static final String PREFIX = "wandb-";

    private MadeTypes() {}

    static boolean includes(String type) {
        return NAMES.contains(type) || type.startsWith(PREFIX);
    }
}
