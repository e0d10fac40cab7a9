package dev.selvedge.storage.contract.launch;

import dev.selvedge.domain.launch.ItemStore;
import dev.selvedge.domain.launch.Items;
import dev.selvedge.domain.launch.LaunchAccess;
import dev.selvedge.domain.launch.LaunchAgentStore;
import dev.selvedge.domain.launch.LaunchAgents;
import dev.selvedge.domain.launch.LaunchedRuns;
import dev.selvedge.domain.launch.Leases;
import dev.selvedge.domain.launch.Pushes;
import dev.selvedge.domain.launch.QueueStore;
import dev.selvedge.domain.launch.Queues;
import dev.selvedge.domain.launch.ResourceConfigs;
import dev.selvedge.domain.launch.SweepsOnQueues;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.BuiltInRoles;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.NewEntity;
import dev.selvedge.domain.people.NewUser;
import dev.selvedge.domain.people.Organizations;
import dev.selvedge.domain.people.Spaces;
import dev.selvedge.domain.people.Teams;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.NewProject;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectAbout;
import dev.selvedge.domain.projects.ProjectAccess;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.contract.MovableClock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The room over some stores, with a team whose members have each role, and a project for its queues. */
final class LaunchRoom {

    final MovableClock clock = new MovableClock();
    final Map<String, RunState> runStates = new ConcurrentHashMap<>();
    final Queues queues;
    final ResourceConfigs configs;
    final Pushes pushes;
    final Leases leases;
    final Items items;
    final LaunchAgents agents;
    final SweepsOnQueues sweeps;

    private final UserStore users;
    private final EntityStore entities;
    private final ProjectStore projects;
    final Entity team;

    LaunchRoom(
            QueueStore queueStore,
            ItemStore itemStore,
            LaunchAgentStore agentStore,
            UserStore users,
            EntityStore entities,
            ProjectStore projects,
            Transactions transactions) {
        this.users = users;
        this.entities = entities;
        this.projects = projects;
        Access access = new Access(entities, projects, new BuiltInRoles());
        Projects places = new Projects(
                projects, entities, users, new Spaces(entities, true), user -> Set.of(), access, transactions, clock);
        Organizations organizations = new Organizations(
                entities, users, projects, access, new BuiltInRoles(), made -> {}, transactions, clock);
        Teams teams =
                new Teams(entities, users, projects, organizations, access, new BuiltInRoles(), transactions, clock);
        LaunchAccess launchAccess = new LaunchAccess(places, access);
        LaunchedRuns runs = (project, names) ->
                names.stream().filter(runStates::containsKey).collect(Collectors.toMap(name -> name, runStates::get));
        this.configs = new ResourceConfigs(queueStore, launchAccess, access, teams, clock);
        this.queues = new Queues(queueStore, itemStore, configs, launchAccess, transactions, clock);
        this.pushes = new Pushes(queueStore, itemStore, launchAccess, places, teams, access, clock);
        this.agents = new LaunchAgents(agentStore, queueStore, launchAccess, clock);
        this.leases = new Leases(queueStore, itemStore, agents, launchAccess, places, transactions, clock);
        this.items = new Items(queueStore, itemStore, launchAccess, places, runs, transactions, clock);
        this.sweeps = new SweepsOnQueues(pushes, itemStore, agentStore, places, clock);
        this.team = entities.insert(new NewEntity(
                "team",
                Entity.Kind.TEAM,
                null,
                entities.insertOrganization("org", "org-org", true, clock.instant())
                        .id(),
                clock.instant()));
        project("model-registry", ProjectAccess.PRIVATE);
    }

    /** Without a role: in no team. */
    Caller person(String name, String role) {
        User user = users.insert(new NewUser(name, name, null, User.Kind.MEMBER, false, null, clock.instant()));
        if (role != null) {
            entities.putMember(team.id(), user.id(), role, clock.instant());
        }
        return new Caller.SignedIn(user.id(), name, false);
    }

    Project project(String name, ProjectAccess access) {
        return projects.insert(new NewProject(team.id(), name, access, null, ProjectAbout.NOTHING, clock.instant()));
    }
}
