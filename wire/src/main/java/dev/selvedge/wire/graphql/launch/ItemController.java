package dev.selvedge.wire.graphql.launch;

import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.launch.ItemProblem;
import dev.selvedge.domain.launch.Items;
import dev.selvedge.domain.launch.LaunchAgent;
import dev.selvedge.domain.launch.LaunchAgentId;
import dev.selvedge.domain.launch.LaunchAgents;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.wire.graphql.RawJson;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import tools.jackson.databind.node.ObjectNode;

/** What an item of a queue says of itself. */
@Controller
@SchemaMapping(typeName = "RunQueueItem")
class ItemController {

    private final LaunchAgents agents;
    private final People people;

    ItemController(LaunchAgents agents, People people) {
        this.agents = agents;
        this.people = people;
    }

    @SchemaMapping
    String id(Items.Shown shown) {
        return LaunchIds.of(shown.item().id());
    }

    @SchemaMapping
    String state(Items.Shown shown) {
        return shown.state().name();
    }

    /** Clients wait for this one, then look for the run itself. */
    @SchemaMapping
    String associatedRunId(Items.Shown shown) {
        return shown.item().claimedAt() == null ? null : shown.item().target().run();
    }

    @SchemaMapping
    String entityName(Items.Shown shown) {
        return shown.item().target().entity();
    }

    @SchemaMapping
    String projectName(Items.Shown shown) {
        return shown.item().target().projectName();
    }

    @SchemaMapping
    String runState(Items.Shown shown) {
        return shown.run() == null ? null : shown.run().word();
    }

    @SchemaMapping
    int priority(Items.Shown shown) {
        return shown.item().priority();
    }

    /** Old clients put the key of whoever queues a run into its description; only agents get to see that. */
    @SchemaMapping
    RawJson runSpec(Items.Shown shown) {
        if (!shown.item().spec().contains("_wandb_api_key")) {
            return new RawJson(shown.item().spec());
        }
        ObjectNode spec = RunJson.parseObject(shown.item().spec(), "runSpec");
        spec.remove("_wandb_api_key");
        return new RawJson(RunJson.write(spec));
    }

    @SchemaMapping
    RawJson templateVariableValues(Items.Shown shown) {
        String values = shown.item().templateValues();
        return values == null ? null : new RawJson(values);
    }

    @BatchMapping(typeName = "RunQueueItem")
    Map<Items.Shown, User> user(List<Items.Shown> shown) {
        Map<UserId, User> found =
                people
                        .find(shown.stream()
                                .map(each -> each.item().author())
                                .distinct()
                                .toList())
                        .stream()
                        .collect(toMap(User::id, user -> user));
        Map<Items.Shown, User> answer = new HashMap<>();
        shown.forEach(each -> answer.put(each, found.get(each.item().author())));
        return answer;
    }

    @BatchMapping(typeName = "RunQueueItem")
    Map<Items.Shown, LaunchAgent> launchAgent(List<Items.Shown> shown) {
        Map<LaunchAgentId, LaunchAgent> found =
                agents
                        .find(shown.stream()
                                .map(ItemController::agentOf)
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(toMap(LaunchAgent::id, agent -> agent));
        Map<Items.Shown, LaunchAgent> answer = new HashMap<>();
        shown.forEach(each -> answer.put(each, found.get(agentOf(each))));
        return answer;
    }

    private static LaunchAgentId agentOf(Items.Shown shown) {
        return shown.item().lease() == null ? null : shown.item().lease().agent();
    }

    @SchemaMapping
    ItemProblem failure(Items.Shown shown) {
        return shown.item().failure();
    }

    @SchemaMapping
    List<ItemProblem> warnings(Items.Shown shown) {
        return shown.item().warnings();
    }

    @SchemaMapping(typeName = "RunQueueItemProblem")
    List<String> filePaths(ItemProblem problem) {
        return problem.files();
    }

    @SchemaMapping
    Instant createdAt(Items.Shown shown) {
        return shown.item().createdAt();
    }

    @SchemaMapping
    Instant updatedAt(Items.Shown shown) {
        return shown.item().updatedAt();
    }
}
