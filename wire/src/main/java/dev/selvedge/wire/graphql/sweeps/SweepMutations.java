package dev.selvedge.wire.graphql.sweeps;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.domain.sweeps.AgentCommand;
import dev.selvedge.domain.sweeps.AgentId;
import dev.selvedge.domain.sweeps.Sweep;
import dev.selvedge.domain.sweeps.SweepAgent;
import dev.selvedge.domain.sweeps.SweepAgents;
import dev.selvedge.domain.sweeps.SweepId;
import dev.selvedge.domain.sweeps.SweepState;
import dev.selvedge.domain.sweeps.Sweeps;
import dev.selvedge.domain.sweeps.UpsertSweep;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.GlobalId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What clients do with sweeps and agents. */
@Controller
class SweepMutations {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Sweeps sweeps;
    private final SweepAgents agents;

    SweepMutations(Sweeps sweeps, SweepAgents agents) {
        this.sweeps = sweeps;
        this.agents = agents;
    }

    /** {@code templateVariableValues} concerns the queue of {@code launchScheduler}; clients send the text {@code null}. */
    record UpsertSweepInput(
            String id,
            String displayName,
            String config,
            String controller,
            String description,
            String entityName,
            String launchScheduler,
            String priorRunsFilters,
            String projectName,
            String scheduler,
            String state,
            String templateVariableValues,
            String clientMutationId) {

        UpsertSweep wish() {
            SweepState wanted = state == null || state.isBlank()
                    ? null
                    : SweepState.of(state).orElseThrow(() -> Fault.invalid("There is no sweep state " + state));
            return new UpsertSweep(
                    id == null || id.isBlank() ? null : new SweepId(GlobalId.require("Sweep", id)),
                    entityName,
                    projectName,
                    displayName,
                    description,
                    config,
                    controller,
                    scheduler,
                    launchScheduler,
                    templateVariableValues,
                    priorRunsFilters,
                    wanted);
        }
    }

    record UpsertSweepPayload(Sweep sweep, List<String> configValidationWarnings, String clientMutationId) {}

    @MutationMapping
    UpsertSweepPayload upsertSweep(@Argument UpsertSweepInput input, @ContextValue Caller caller) {
        Sweeps.Upserted upserted = sweeps.upsert(caller, input.wish());
        return new UpsertSweepPayload(upserted.sweep(), upserted.warnings(), input.clientMutationId());
    }

    record DeleteSweepInput(String id, boolean deleteRuns, String clientMutationId) {}

    record Done(boolean success, String clientMutationId) {}

    @MutationMapping
    Done deleteSweep(@Argument DeleteSweepInput input, @ContextValue Caller caller) {
        sweeps.delete(caller, new SweepId(GlobalId.require("Sweep", input.id())), input.deleteRuns());
        return new Done(true, input.clientMutationId());
    }

    record EnqueueSweepRunInput(String id, String displayName, String config, String clientMutationId) {}

    record EnqueueSweepRunPayload(String id, String runQueueItemId, String clientMutationId) {}

    @MutationMapping
    EnqueueSweepRunPayload enqueueSweepRun(@Argument EnqueueSweepRunInput input, @ContextValue Caller caller) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        RunJson.parseObject(input.config(), "config")
                .properties()
                .forEach(entry -> configuration.put(entry.getKey(), wrapped(entry.getValue())));
        String run = sweeps.enqueue(
                caller, new SweepId(GlobalId.require("Sweep", input.id())), input.displayName(), configuration);
        return new EnqueueSweepRunPayload(run, null, input.clientMutationId());
    }

    /** Agents read {@code {"value": ...}}; a caller may well give the bare value. */
    private static Object wrapped(JsonNode value) {
        return value.has("value") ? value : Map.of("value", value);
    }

    record CreateAgentInput(
            String entityName, String host, String projectName, String sweep, String clientMutationId) {}

    record CreateAgentPayload(SweepAgent agent, String clientMutationId) {}

    @MutationMapping
    CreateAgentPayload createAgent(@Argument CreateAgentInput input, @ContextValue Caller caller) {
        SweepAgent agent =
                agents.register(caller, input.entityName(), input.projectName(), input.sweep(), input.host());
        return new CreateAgentPayload(agent, input.clientMutationId());
    }

    record AgentHeartbeatInput(String id, String metrics, String runState, String clientMutationId) {}

    record AgentHeartbeatPayload(SweepAgent agent, String commands, String clientMutationId) {}

    @MutationMapping
    AgentHeartbeatPayload agentHeartbeat(@Argument AgentHeartbeatInput input, @ContextValue Caller caller) {
        SweepAgents.Answer answer =
                agents.heartbeat(caller, new AgentId(GlobalId.require("Agent", input.id())), working(input.runState()));
        List<Map<String, Object>> commands =
                answer.commands().stream().map(SweepMutations::command).toList();
        return new AgentHeartbeatPayload(answer.agent(), JSON.writeValueAsString(commands), input.clientMutationId());
    }

    /** {@code {"<run>": true}} for runs that are going on. */
    private static Set<String> working(String runState) {
        Set<String> working = new HashSet<>();
        if (runState != null && !runState.isBlank()) {
            for (Map.Entry<String, JsonNode> entry :
                    RunJson.parseObject(runState, "runState").properties()) {
                if (entry.getValue().asBoolean(false)) {
                    working.add(entry.getKey());
                }
            }
        }
        return working;
    }

    private static Map<String, Object> command(AgentCommand command) {
        Map<String, Object> json = new LinkedHashMap<>();
        switch (command) {
            case AgentCommand.Run run -> {
                json.put("type", run.again() ? "resume" : "run");
                json.put("run_id", run.run());
                json.put("args", run.arguments());
                if (run.program() != null) {
                    json.put("program", run.program());
                }
            }
            case AgentCommand.Stop stop -> {
                json.put("type", "stop");
                json.put("run_id", stop.run());
            }
            case AgentCommand.Exit ignored -> json.put("type", "exit");
        }
        return json;
    }
}
