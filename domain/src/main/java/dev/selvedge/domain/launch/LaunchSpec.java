package dev.selvedge.domain.launch;

import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.platform.Fault;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What to start, as a client wrote it; the server reads a few keys and keeps the rest for the agent. */
final class LaunchSpec {

    private static final int LONGEST = 1 << 20;
    private static final int LONGEST_WORD = 128;

    /** Clients up to the newest put this where a sweep's scheduler has no source of its own. */
    private static final String SCHEDULER = "placeholder-uri-scheduler";

    private final ObjectNode json;

    private LaunchSpec(ObjectNode json) {
        this.json = json;
    }

    static LaunchSpec parse(String text) {
        if (text == null || text.length() > LONGEST) {
            throw Fault.tooLarge("A run to start is described in up to " + LONGEST + " characters of JSON");
        }
        LaunchSpec spec = new LaunchSpec(RunJson.parseObject(text, "runSpec"));
        for (String word : List.of("entity", "project", "run_id", "resource", "name", "sweep_id")) {
            spec.word(word);
        }
        if (spec.isEmpty("job")
                && spec.isEmpty("uri")
                && spec.json.path("docker").path("docker_image").asString("").isEmpty()) {
            throw Fault.invalid("The runSpec names nothing to start: it needs a job, a uri or a docker image");
        }
        return spec;
    }

    private boolean isEmpty(String key) {
        JsonNode value = json.path(key);
        return !value.isString() || value.asString().isBlank();
    }

    /** Null for an absent, null or empty value. */
    private String word(String key) {
        JsonNode value = json.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString() || value.asString().length() > LONGEST_WORD) {
            throw Fault.invalid("The runSpec's " + key + " must be a text of up to " + LONGEST_WORD + " characters");
        }
        return value.asString().isBlank() ? null : value.asString();
    }

    String entity() {
        return word("entity");
    }

    String project() {
        return word("project");
    }

    String run() {
        return word("run_id");
    }

    String resource() {
        return word("resource");
    }

    boolean isScheduler() {
        return json.path("uri").asString("").equals(SCHEDULER);
    }

    /** The arguments for one kind of machine, null when there are none. */
    ObjectNode arguments(String resource) {
        return json.path("resource_args").get(resource) instanceof ObjectNode object && !object.isEmpty()
                ? object
                : null;
    }

    /** What older clients leave in the spec instead of sending it beside it. */
    ObjectNode templateVariables() {
        return json.get("template_variables") instanceof ObjectNode object ? object : RunJson.object();
    }

    void use(String resource, JsonNode arguments) {
        json.put("resource", resource);
        ObjectNode all =
                json.get("resource_args") instanceof ObjectNode object ? object : json.putObject("resource_args");
        all.set(resource, arguments);
        json.remove("template_variables");
    }

    String text() {
        return RunJson.write(json);
    }
}
