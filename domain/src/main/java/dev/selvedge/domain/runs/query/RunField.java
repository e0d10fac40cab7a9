package dev.selvedge.domain.runs.query;

import static java.util.Objects.requireNonNull;

import dev.selvedge.platform.Fault;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What filters, orders and groups can name of a run. */
public sealed interface RunField {

    /** Something every run has, or lacks, outside its documents. */
    enum Attribute implements RunField {
        NAME,
        DISPLAY_NAME,
        STATE,
        GROUP,
        JOB_TYPE,
        SWEEP,
        USERNAME,
        HOST,
        COMMIT,
        NOTES,
        /** A list, empty for runs without tags. */
        TAGS,
        CREATED_AT,
        UPDATED_AT,
        HEARTBEAT_AT,
        /** Seconds from creation to the last sign of life. */
        DURATION;

        public boolean isTime() {
            return this == CREATED_AT || this == UPDATED_AT || this == HEARTBEAT_AT;
        }
    }

    /** The documents whose values can be asked for, with the prefix of their keys. */
    enum Document {
        CONFIG("config."),
        SUMMARY("summary_metrics.");

        private final String prefix;

        Document(String prefix) {
            this.prefix = prefix;
        }

        public String prefix() {
            return prefix;
        }
    }

    /**
     * A value of config or summary.
     *
     * @param paths the ways to read the key, the first that a run of the project has is meant. {@code config.lr.value} is
     *     {@code lr}, unless only a nested {@code lr.value} exists
     */
    record Value(Document document, List<String> paths) implements RunField {
        public Value {
            requireNonNull(document);
            paths = List.copyOf(paths);
        }
    }

    Map<String, Attribute> ATTRIBUTES = Map.ofEntries(
            Map.entry("name", Attribute.NAME),
            Map.entry("display_name", Attribute.DISPLAY_NAME),
            Map.entry("displayName", Attribute.DISPLAY_NAME),
            Map.entry("state", Attribute.STATE),
            Map.entry("group", Attribute.GROUP),
            Map.entry("job_type", Attribute.JOB_TYPE),
            Map.entry("jobType", Attribute.JOB_TYPE),
            Map.entry("sweep", Attribute.SWEEP),
            Map.entry("username", Attribute.USERNAME),
            Map.entry("user.username", Attribute.USERNAME),
            Map.entry("host", Attribute.HOST),
            Map.entry("commit", Attribute.COMMIT),
            Map.entry("notes", Attribute.NOTES),
            Map.entry("tags", Attribute.TAGS),
            Map.entry("created_at", Attribute.CREATED_AT),
            Map.entry("createdAt", Attribute.CREATED_AT),
            Map.entry("updated_at", Attribute.UPDATED_AT),
            Map.entry("updatedAt", Attribute.UPDATED_AT),
            Map.entry("heartbeat_at", Attribute.HEARTBEAT_AT),
            Map.entry("heartbeatAt", Attribute.HEARTBEAT_AT),
            Map.entry("duration", Attribute.DURATION));

    /** Asks whether a run ever logged a key; what was logged stands in the summary. */
    String HISTORY_KEYS = "keys_info.keys.";

    /** INVALID, naming the key, for what is no key of a run. */
    static RunField parse(String key) {
        Attribute attribute = ATTRIBUTES.get(key);
        if (attribute != null) {
            return attribute;
        }
        if (isBelow(Document.CONFIG.prefix, key)) {
            return config(key.substring(Document.CONFIG.prefix.length()));
        }
        if (isBelow(Document.SUMMARY.prefix, key)) {
            return new Value(Document.SUMMARY, List.of(key.substring(Document.SUMMARY.prefix.length())));
        }
        if (isBelow(HISTORY_KEYS, key)) {
            return new Value(Document.SUMMARY, List.of(key.substring(HISTORY_KEYS.length())));
        }
        if (key.equals("inputArtifacts") || key.equals("outputArtifacts")) {
            throw Fault.notBuilt("Filtering runs by " + key);
        }
        throw Fault.invalid("Runs have no key \"" + key + "\"; keys of config and summary begin with "
                + Document.CONFIG.prefix + " and " + Document.SUMMARY.prefix);
    }

    private static boolean isBelow(String prefix, String key) {
        return key.startsWith(prefix) && key.length() > prefix.length();
    }

    /** The stored path lacks the wrapper {@code value} after the top-level key, which may hold dots itself. */
    private static Value config(String path) {
        Set<String> paths = new LinkedHashSet<>();
        String wrapper = ".value";
        for (int at = path.indexOf(wrapper); at >= 0; at = path.indexOf(wrapper, at + 1)) {
            String rest = path.substring(at + wrapper.length());
            if (at > 0 && (rest.isEmpty() || rest.startsWith("."))) {
                paths.add(path.substring(0, at) + rest);
            }
        }
        paths.add(path);
        return new Value(Document.CONFIG, new ArrayList<>(paths));
    }
}
