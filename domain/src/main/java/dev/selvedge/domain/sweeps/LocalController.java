package dev.selvedge.domain.sweeps;

import dev.selvedge.domain.runs.RunJson;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Serves a search that runs in a client: it writes {@code {"schedule":[{"id","data":{"args"}}],"earlystop":[run]}} into
 * the sweep's controller and reads {@code {"scheduled":[{"id","runid"}],"stopped":[run]}} from its scheduler.
 */
final class LocalController {

    private final SweepRuns runs;

    LocalController(SweepRuns runs) {
        this.runs = runs;
    }

    /** The scheduler's new text, empty when the controller asks for nothing new. */
    Optional<String> answer(Sweep sweep) {
        if (sweep.controller() == null || sweep.controller().isBlank()) {
            return Optional.empty();
        }
        ObjectNode wishes = RunJson.parseObject(sweep.controller(), "controller");
        ObjectNode answers = sweep.scheduler() == null || sweep.scheduler().isBlank()
                ? RunJson.object()
                : RunJson.parseObject(sweep.scheduler(), "scheduler");
        boolean changed = schedule(sweep, wishes, answers);
        changed |= stop(sweep, wishes, answers);
        return changed ? Optional.of(RunJson.write(answers)) : Optional.empty();
    }

    private boolean schedule(Sweep sweep, ObjectNode wishes, ObjectNode answers) {
        Set<String> known = new HashSet<>();
        answers.path("scheduled").forEach(entry -> known.add(entry.path("id").asString("")));
        boolean changed = false;
        for (JsonNode wish : wishes.path("schedule")) {
            String id = wish.path("id").asString("");
            if (id.isEmpty() || !known.add(id)) {
                continue;
            }
            String run = runs.create(sweep.user(), sweep.project(), sweep.name(), null, arguments(wish));
            list(answers, "scheduled").addObject().put("id", id).put("runid", run);
            changed = true;
        }
        return changed;
    }

    private static Map<String, Object> arguments(JsonNode wish) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        wish.path("data").path("args").properties().forEach(entry -> arguments.put(entry.getKey(), entry.getValue()));
        return arguments;
    }

    private boolean stop(Sweep sweep, ObjectNode wishes, ObjectNode answers) {
        Set<String> known = new HashSet<>();
        answers.path("stopped").forEach(entry -> known.add(entry.asString("")));
        boolean changed = false;
        for (JsonNode wish : wishes.path("earlystop")) {
            String run = wish.asString("");
            if (!run.isEmpty() && known.add(run)) {
                runs.requestStop(sweep.project(), run);
                list(answers, "stopped").add(run);
                changed = true;
            }
        }
        return changed;
    }

    private static ArrayNode list(ObjectNode object, String key) {
        return object.get(key) instanceof ArrayNode array ? array : object.putArray(key);
    }
}
