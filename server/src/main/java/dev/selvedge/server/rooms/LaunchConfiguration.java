package dev.selvedge.server.rooms;

import dev.selvedge.domain.automations.LaunchQueues;
import dev.selvedge.domain.launch.ItemStore;
import dev.selvedge.domain.launch.Items;
import dev.selvedge.domain.launch.JobsOfAutomations;
import dev.selvedge.domain.launch.LaunchAccess;
import dev.selvedge.domain.launch.LaunchAgentStore;
import dev.selvedge.domain.launch.LaunchAgents;
import dev.selvedge.domain.launch.LaunchedRuns;
import dev.selvedge.domain.launch.Leases;
import dev.selvedge.domain.launch.Pushes;
import dev.selvedge.domain.launch.QueueStore;
import dev.selvedge.domain.launch.Queues;
import dev.selvedge.domain.launch.ResourceConfigs;
import dev.selvedge.domain.launch.StoredLaunchedRuns;
import dev.selvedge.domain.launch.SweepsOnQueues;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Teams;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.domain.runs.query.RunQueryStore;
import dev.selvedge.domain.sweeps.SweepLaunch;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.launch.SqlItemStore;
import dev.selvedge.storage.sql.launch.SqlLaunchAgentStore;
import dev.selvedge.storage.sql.launch.SqlQueueStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Launch queues, what waits in them and the agents that serve them. */
@Configuration(proxyBeanMethods = false)
class LaunchConfiguration {

    @Bean
    QueueStore queueStore(Database database) {
        return new SqlQueueStore(database);
    }

    @Bean
    ItemStore queueItemStore(Database database) {
        return new SqlItemStore(database);
    }

    @Bean
    LaunchAgentStore launchAgentStore(Database database) {
        return new SqlLaunchAgentStore(database);
    }

    @Bean
    LaunchAccess launchAccess(Projects projects, Access access) {
        return new LaunchAccess(projects, access);
    }

    @Bean
    ResourceConfigs resourceConfigs(
            QueueStore store, LaunchAccess launchAccess, Access access, Teams teams, Clock clock) {
        return new ResourceConfigs(store, launchAccess, access, teams, clock);
    }

    @Bean
    Queues runQueues(
            QueueStore store,
            ItemStore items,
            ResourceConfigs configs,
            LaunchAccess access,
            Transactions transactions,
            Clock clock) {
        return new Queues(store, items, configs, access, transactions, clock);
    }

    @Bean
    Pushes pushes(
            QueueStore queues,
            ItemStore items,
            LaunchAccess launchAccess,
            Projects projects,
            Teams teams,
            Access access,
            Clock clock) {
        return new Pushes(queues, items, launchAccess, projects, teams, access, clock);
    }

    @Bean
    LaunchQueues jobsOfAutomations(QueueStore queues, LaunchAccess access, Pushes pushes) {
        return new JobsOfAutomations(queues, access, pushes);
    }

    @Bean
    LaunchAgents launchAgents(LaunchAgentStore store, QueueStore queues, LaunchAccess access, Clock clock) {
        return new LaunchAgents(store, queues, access, clock);
    }

    @Bean
    Leases leases(
            QueueStore queues,
            ItemStore items,
            LaunchAgents agents,
            LaunchAccess access,
            Projects projects,
            Transactions transactions,
            Clock clock) {
        return new Leases(queues, items, agents, access, projects, transactions, clock);
    }

    @Bean
    LaunchedRuns launchedRuns(RunStore runs, RunQueryStore queries) {
        return new StoredLaunchedRuns(runs, queries);
    }

    @Bean
    Items queueItems(
            QueueStore queues,
            ItemStore items,
            LaunchAccess access,
            Projects projects,
            LaunchedRuns runs,
            Transactions transactions,
            Clock clock) {
        return new Items(queues, items, access, projects, runs, transactions, clock);
    }

    @Bean
    SweepLaunch sweepLaunch(Pushes pushes, ItemStore items, LaunchAgentStore agents, Projects projects, Clock clock) {
        return new SweepsOnQueues(pushes, items, agents, projects, clock);
    }
}
