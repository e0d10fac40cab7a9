package dev.selvedge.wire.graphql.launch;

import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.launch.LaunchAgent;
import dev.selvedge.domain.launch.LaunchAgents;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** What an agent says of itself. Agents ask every ten seconds whether they are to end themselves. */
@Controller
class LaunchAgentController {

    private static final String LOST = "LOST";

    private final LaunchAgents agents;
    private final People people;

    LaunchAgentController(LaunchAgents agents, People people) {
        this.agents = agents;
        this.people = people;
    }

    @QueryMapping
    LaunchAgent launchAgent(@Argument String id, @ContextValue Caller caller) {
        return agents.find(caller, LaunchIds.agent(id)).orElse(null);
    }

    @SchemaMapping(typeName = "LaunchAgent")
    String id(LaunchAgent agent) {
        return LaunchIds.of(agent.id());
    }

    @SchemaMapping(typeName = "LaunchAgent")
    List<String> runQueues(LaunchAgent agent) {
        return agent.queues().stream().map(LaunchIds::of).toList();
    }

    @SchemaMapping(typeName = "LaunchAgent")
    String agentStatus(LaunchAgent agent) {
        return agents.isLost(agent) ? LOST : agent.status().name();
    }

    @SchemaMapping(typeName = "LaunchAgent")
    String agentConfig(LaunchAgent agent) {
        return agent.config();
    }

    @BatchMapping(typeName = "LaunchAgent")
    Map<LaunchAgent, User> user(List<LaunchAgent> shown) {
        Map<UserId, User> found = people
                .find(shown.stream().map(LaunchAgent::user).distinct().toList())
                .stream()
                .collect(toMap(User::id, user -> user));
        Map<LaunchAgent, User> answer = new HashMap<>();
        shown.forEach(agent -> answer.put(agent, found.get(agent.user())));
        return answer;
    }
}
