package dev.selvedge.server.rooms;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.ProjectsForRuns;
import dev.selvedge.domain.runs.RunHistories;
import dev.selvedge.domain.runs.RunProjects;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.domain.runs.history.HistoryReader;
import dev.selvedge.domain.runs.query.RunQueryStore;
import dev.selvedge.domain.sweeps.StoredSweepRuns;
import dev.selvedge.domain.sweeps.SweepAgents;
import dev.selvedge.domain.sweeps.SweepLaunch;
import dev.selvedge.domain.sweeps.SweepOverview;
import dev.selvedge.domain.sweeps.SweepRuns;
import dev.selvedge.domain.sweeps.SweepStore;
import dev.selvedge.domain.sweeps.Sweeps;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.sweeps.SqlSweepStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sweeps, their agents and what they see of runs. */
@Configuration(proxyBeanMethods = false)
class SweepsConfiguration {

    @Bean
    SweepStore sweepStore(Database database) {
        return new SqlSweepStore(database);
    }

    @Bean
    SweepRuns sweepRuns(
            RunStore runs, RunQueryStore queries, RunHistories histories, HistoryReader reader, Clock clock) {
        return new StoredSweepRuns(runs, queries, histories, reader, clock);
    }

    @Bean
    Sweeps sweeps(
            SweepStore store,
            SweepRuns runs,
            SweepLaunch launch,
            RunProjects runProjects,
            Projects projects,
            Access access,
            Transactions transactions,
            Clock clock) {
        return new Sweeps(store, runs, launch, forSweeps(projects, access), runProjects, transactions, clock);
    }

    @Bean
    SweepAgents sweepAgents(
            SweepStore store,
            SweepRuns runs,
            SweepLaunch launch,
            Projects projects,
            Access access,
            Transactions transactions,
            Clock clock) {
        return new SweepAgents(store, runs, launch, forSweeps(projects, access), transactions, clock);
    }

    private static RunProjects forSweeps(Projects projects, Access access) {
        return new ProjectsForRuns(projects, access, Resource.Type.SWEEP);
    }

    @Bean
    SweepOverview sweepOverview(SweepStore store, Sweeps sweeps, SweepRuns sweepRuns, Clock clock) {
        return new SweepOverview(store, sweeps, sweepRuns, clock);
    }
}
