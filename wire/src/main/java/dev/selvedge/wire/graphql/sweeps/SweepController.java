package dev.selvedge.wire.graphql.sweeps;

import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.sweeps.Sweep;
import dev.selvedge.domain.sweeps.SweepAgent;
import dev.selvedge.domain.sweeps.SweepAgents;
import dev.selvedge.domain.sweeps.SweepOverview;
import dev.selvedge.domain.sweeps.Sweeps;
import dev.selvedge.platform.GlobalId;
import dev.selvedge.platform.Page;
import dev.selvedge.wire.graphql.Connection;
import dev.selvedge.wire.graphql.Immediate;
import dev.selvedge.wire.graphql.runs.query.RunConnection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Sweeps of a project and what a sweep says of itself. */
@Controller
class SweepController {

    private final Sweeps sweeps;
    private final SweepAgents agents;
    private final SweepOverview overview;
    private final Projects projects;
    private final People people;

    SweepController(Sweeps sweeps, SweepAgents agents, SweepOverview overview, Projects projects, People people) {
        this.sweeps = sweeps;
        this.agents = agents;
        this.overview = overview;
        this.projects = projects;
        this.people = people;
    }

    @SchemaMapping(typeName = "Project")
    Sweep sweep(Project project, @Argument String sweepName, @ContextValue Caller caller) {
        return sweeps.find(caller, project.id(), sweepName).orElse(null);
    }

    @SchemaMapping(typeName = "Project")
    Connection<Sweep> sweeps(
            Project project,
            @Argument String filters,
            @Argument String order,
            @Argument Integer first,
            @Argument String after,
            @ContextValue Caller caller) {
        return Connection.of(overview.page(caller, project.id(), filters, order, first, after));
    }

    @SchemaMapping(typeName = "Project")
    int totalSweeps(Project project, @ContextValue Caller caller) {
        return sweeps.count(caller, project.id());
    }

    @SchemaMapping(typeName = "Run", field = "sweep")
    Sweep sweepOfRun(Run run, @ContextValue Caller caller) {
        return run.about().sweep() == null
                ? null
                : sweeps.find(caller, run.project(), run.about().sweep()).orElse(null);
    }

    @Immediate
    @SchemaMapping(typeName = "Sweep")
    String id(Sweep sweep) {
        return GlobalId.encode("Sweep", sweep.id().value());
    }

    @BatchMapping(typeName = "Sweep")
    Map<Sweep, Project> project(List<Sweep> shown) {
        Map<ProjectId, Project> found = projects
                .find(shown.stream().map(Sweep::project).distinct().toList())
                .stream()
                .collect(toMap(Project::id, project -> project));
        return shown.stream().distinct().collect(toMap(sweep -> sweep, sweep -> found.get(sweep.project())));
    }

    @BatchMapping(typeName = "Sweep")
    Map<Sweep, User> user(List<Sweep> shown) {
        Map<UserId, User> found = people
                .find(shown.stream().map(Sweep::user).distinct().toList())
                .stream()
                .collect(toMap(User::id, user -> user));
        Map<Sweep, User> answer = new LinkedHashMap<>();
        shown.forEach(sweep -> answer.put(sweep, found.get(sweep.user())));
        return answer;
    }

    @Immediate
    @SchemaMapping(typeName = "Sweep")
    String state(Sweep sweep) {
        return sweep.state().name();
    }

    /** A client that resumes a sweep on a launch queue looks here for what it was started with. */
    @Immediate
    @SchemaMapping(typeName = "Sweep")
    String scheduler(Sweep sweep) {
        return sweep.scheduler() == null ? sweep.launchScheduler() : sweep.scheduler();
    }

    /** Clients fall back to the configuration's name themselves. */
    @Immediate
    @SchemaMapping(typeName = "Sweep")
    String displayName(Sweep sweep) {
        return sweep.displayName();
    }

    @Immediate
    @SchemaMapping(typeName = "Sweep")
    Instant heartbeatAt(Sweep sweep) {
        return Objects.requireNonNullElse(sweep.heartbeatAt(), sweep.createdAt());
    }

    @Immediate
    @SchemaMapping(typeName = "Sweep")
    String controllerRunName(Sweep sweep) {
        return sweep.name();
    }

    /** Stopping early is decided when agents ask, not by a job of its own. */
    @Immediate
    @SchemaMapping(typeName = "Sweep")
    boolean earlyStopJobRunning(Sweep sweep) {
        return false;
    }

    @BatchMapping(typeName = "Sweep")
    Map<Sweep, Integer> runCount(List<Sweep> shown) {
        return overview.runCounts(shown);
    }

    @BatchMapping(typeName = "Sweep")
    Map<Sweep, Long> computeSeconds(List<Sweep> shown) {
        Map<Sweep, Long> answer = new LinkedHashMap<>();
        overview.computeTimes(shown).forEach((sweep, time) -> answer.put(sweep, time.toSeconds()));
        return answer;
    }

    @SchemaMapping(typeName = "Sweep")
    Integer runCountExpected(Sweep sweep) {
        return overview.expectedRuns(sweep)
                .map(count -> (int) Math.min(count, Integer.MAX_VALUE))
                .orElse(null);
    }

    @BatchMapping(typeName = "Sweep")
    Map<Sweep, Double> bestLoss(List<Sweep> shown) {
        return overview.bestLosses(shown);
    }

    @SchemaMapping(typeName = "Sweep", field = "runs")
    RunConnection runsOfSweep(Sweep sweep, @Argument Integer first, @Argument String after) {
        return RunConnection.of(
                overview.runs(sweep, first, after),
                () -> overview.runCounts(List.of(sweep)).get(sweep));
    }

    /** Runs made before the sweep that its search learns from. */
    @SchemaMapping(typeName = "Sweep")
    RunConnection priorRuns(Sweep sweep) {
        List<Run> prior = overview.priorRuns(sweep);
        return RunConnection.of(new Page<>(prior, prior.stream().map(Run::name).toList(), false), prior::size);
    }

    @SchemaMapping(typeName = "Sweep")
    Connection<SweepAgent> agents(Sweep sweep, @Argument Integer first, @Argument String after) {
        return Connection.of(overview.agents(sweep, first, after));
    }

    @SchemaMapping(typeName = "Sweep", field = "agent")
    SweepAgent agentOfSweep(Sweep sweep, @Argument String agentName) {
        return agents.of(sweep.id()).stream()
                .filter(agent -> agent.name().equals(agentName)
                        || GlobalId.encode("Agent", agent.id().value()).equals(agentName))
                .findFirst()
                .orElse(null);
    }

    @Immediate
    @SchemaMapping(typeName = "Agent", field = "id")
    String agentId(SweepAgent agent) {
        return GlobalId.encode("Agent", agent.id().value());
    }

    @SchemaMapping(typeName = "Agent", field = "state")
    String agentState(SweepAgent agent) {
        return overview.isGone(agent) ? "CRASHED" : "RUNNING";
    }

    @BatchMapping(typeName = "Agent")
    Map<SweepAgent, Integer> totalRuns(List<SweepAgent> shown) {
        return overview.handedOut(shown);
    }

    @SchemaMapping(typeName = "Agent", field = "runs")
    RunConnection runsOfAgent(SweepAgent agent, @Argument Integer first, @Argument String after) {
        return RunConnection.of(
                overview.runs(agent, first, after),
                () -> overview.handedOut(List.of(agent)).get(agent));
    }
}
