package dev.selvedge.domain.runs;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A config, {@code {"key":{"value":…,"desc":…}}}. What the client tells about itself stands in
 * {@code _wandb.value}: telemetry {@code t}, environments {@code e}, the branch point of a fork.
 */
public final class RunConfig {

    private static final String INTERNAL = "_wandb";
    private static final String VALUE = "value";
    private static final String ENVIRONMENTS = "e";

    private final ObjectNode tree;

    private RunConfig(ObjectNode tree) {
        this.tree = tree;
    }

    /** INVALID unless it is a JSON object. A bare value is wrapped: resuming fails on entries that are no objects. */
    public static RunConfig parse(String text) {
        ObjectNode tree = RunJson.parseObject(text, "config");
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
            if (!(entry.getValue() instanceof ObjectNode object) || !(object.has(VALUE) || object.has("desc"))) {
                ObjectNode wrapped = RunJson.object();
                wrapped.set(VALUE, entry.getValue());
                entry.setValue(wrapped);
            }
        }
        return new RunConfig(tree);
    }

    public static RunConfig empty() {
        return new RunConfig(RunJson.object());
    }

    /** Where a new run branches off another one, or a rewound one off itself. */
    public record BranchPoint(String run, long step) {}

    public Optional<BranchPoint> branchPoint() {
        JsonNode point = internal().path("branch_point");
        String run = point.path("run_id").asString("");
        return run.isEmpty()
                ? Optional.empty()
                : Optional.of(new BranchPoint(run, point.path("step").asLong(0)));
    }

    /** When the earliest writer says it started: long ago for a run that was recorded offline. */
    public Optional<Instant> startedAt() {
        return internal()
                .path(ENVIRONMENTS)
                .valueStream()
                .flatMap(environment -> instant(environment.path("startedAt").asString("")).stream())
                .min(Instant::compareTo);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** {@code keys} of what the client tells about itself; clients take a run without {@code t} for not begun. */
    public String internal(Collection<String> keys) {
        return internal() instanceof ObjectNode object
                ? RunJson.write(keys == null ? object : object.deepCopy().retain(keys))
                : RunDocuments.EMPTY;
    }

    public JsonNode internal() {
        return tree.path(INTERNAL).path(VALUE);
    }

    /** Several writers of one run each send a config of their own: keys are united, the newer value of a key wins. */
    public RunConfig unitedWith(RunConfig newer) {
        ObjectNode united = tree.deepCopy();
        united.setAll(newer.tree.deepCopy());
        return new RunConfig(united).keepingEnvironmentsOf(this);
    }

    /**
     * Each writer, also each resumption, describes only its own environment; those of the others stay. A config without
     * anything about the client comes from an API user who edits keys.
     */
    public RunConfig keepingEnvironmentsOf(RunConfig older) {
        ObjectNode kept = tree.deepCopy();
        if (!kept.has(INTERNAL) && older.tree.has(INTERNAL)) {
            kept.set(INTERNAL, older.tree.get(INTERNAL));
        } else if (older.internal().path(ENVIRONMENTS) instanceof ObjectNode known
                && kept.path(INTERNAL).path(VALUE) instanceof ObjectNode internal) {
            ObjectNode all = known.deepCopy();
            if (internal.path(ENVIRONMENTS) instanceof ObjectNode added) {
                all.setAll(added);
            }
            internal.set(ENVIRONMENTS, all);
        }
        return new RunConfig(kept);
    }

    public String text() {
        return RunJson.write(tree);
    }
}
