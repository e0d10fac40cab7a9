package dev.selvedge.wire.audit;

import dev.selvedge.platform.GlobalId;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the arguments of a GraphQL field, and what it answered, say the call was about. Only these few names are taken:
 * the rest may be secrets.
 */
public final class AuditedArguments {

    private static final int LONGEST = 255;
    private static final int DEEPEST = 3;

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("entityName", "entity_name"),
            Map.entry("entity", "entity_name"),
            Map.entry("teamName", "entity_name"),
            Map.entry("projectName", "project_name"),
            Map.entry("modelName", "project_name"),
            Map.entry("oldProjectName", "project_name"),
            Map.entry("project", "project_name"),
            Map.entry("runName", "run_name"),
            Map.entry("displayName", "report_name"),
            Map.entry("artifactCollectionName", "artifact_qualified_name"),
            Map.entry("digest", "artifact_digest"),
            Map.entry("username", "user_name"),
            Map.entry("email", "user_email"));

    private static final Map<String, String> ASSETS = Map.of(
            "Artifact", "artifact_asset",
            "ArtifactCollection", "artifact_sequence_asset",
            "ArtifactSequence", "artifact_sequence_asset",
            "Entity", "entity_asset",
            "Project", "project_asset",
            "Run", "run_asset",
            "User", "user_asset",
            "View", "report_asset");

    /** How {@code Run:} begins in base64: ids of runs may hold their names instead of a number. */
    private static final String RUN = "UnVuO";

    private static final Pattern ID = Pattern.compile("(?i)ids?$");

    private AuditedArguments() {}

    public static Map<String, String> of(Map<String, Object> arguments) {
        Map<String, String> about = new TreeMap<>();
        arguments.forEach((name, value) -> take(name, value, about, 0));
        return about;
    }

    /** Ids of what was made, as far as the caller asked for them. */
    public static void answered(Object data, Map<String, String> about) {
        if (data instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> {
                if (value instanceof Map<?, ?> made && made.get("id") instanceof String id) {
                    asset(id, about);
                }
            });
            if (fields.get("id") instanceof String id) {
                asset(id, about);
            }
        }
    }

    private static void take(String name, Object value, Map<String, String> about, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        if (value instanceof Map<?, ?> fields) {
            fields.forEach((inner, each) -> take(String.valueOf(inner), each, about, depth + 1));
        } else if (value instanceof Collection<?> several) {
            several.stream().limit(1).forEach(each -> take(name, each, about, depth + 1));
        } else if (value instanceof String text) {
            String known = NAMES.get(name);
            if (known != null) {
                about.putIfAbsent(known, cut(text));
            } else if (ID.matcher(name).find()) {
                asset(text, about);
            }
        }
    }

    private static void asset(String text, Map<String, String> about) {
        GlobalId id = GlobalId.parse(text);
        if (id != null && ASSETS.containsKey(id.type())) {
            about.putIfAbsent(ASSETS.get(id.type()), text);
        } else if (text.length() <= LONGEST && text.startsWith(RUN)) {
            about.putIfAbsent("run_asset", text);
        }
    }

    static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
