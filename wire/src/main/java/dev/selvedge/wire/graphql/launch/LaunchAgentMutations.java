package dev.selvedge.wire.graphql.launch;

import dev.selvedge.domain.launch.LaunchAgent;
import dev.selvedge.domain.launch.LaunchAgentId;
import dev.selvedge.domain.launch.LaunchAgents;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Agents register and report themselves. */
@Controller
class LaunchAgentMutations {

    private final LaunchAgents agents;

    LaunchAgentMutations(LaunchAgents agents) {
        this.agents = agents;
    }

    record CreateLaunchAgentInput(
            String entityName,
            String hostname,
            String projectName,
            List<String> runQueues,
            String agentConfig,
            String version,
            String clientMutationId) {}

    record CreateLaunchAgentPayload(String launchAgentId, String clientMutationId) {}

    @MutationMapping
    CreateLaunchAgentPayload createLaunchAgent(@Argument CreateLaunchAgentInput input, @ContextValue Caller caller) {
        LaunchAgent agent = agents.register(
                caller,
                new LaunchAgents.NewAgent(
                        input.entityName(),
                        input.projectName(),
                        input.hostname(),
                        input.runQueues().stream().map(LaunchIds::queue).toList(),
                        input.agentConfig(),
                        input.version()));
        return new CreateLaunchAgentPayload(LaunchIds.of(agent.id()), input.clientMutationId());
    }

    record UpdateLaunchAgentInput(
            String agentStatus, String launchAgentId, Boolean stopPolling, String clientMutationId) {}

    record UpdateLaunchAgentPayload(boolean success, String clientMutationId) {}

    @MutationMapping
    UpdateLaunchAgentPayload updateLaunchAgent(@Argument UpdateLaunchAgentInput input, @ContextValue Caller caller) {
        LaunchAgentId id = LaunchIds.agent(input.launchAgentId());
        if (input.stopPolling() != null) {
            agents.setStopPolling(caller, id, input.stopPolling());
        }
        if (input.agentStatus() != null || input.stopPolling() == null) {
            agents.report(caller, id, status(input.agentStatus()));
        }
        return new UpdateLaunchAgentPayload(true, input.clientMutationId());
    }

    private static LaunchAgent.Status status(String word) {
        return word == null
                ? null
                : Arrays.stream(LaunchAgent.Status.values())
                        .filter(status -> status.name().equals(word.toUpperCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> Fault.invalid("There is no agent status " + word));
    }
}
