package dev.selvedge.server.rooms;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.selvedge.domain.artifacts.ArtifactEdits;
import dev.selvedge.domain.artifacts.OutputsOfRuns;
import dev.selvedge.domain.artifacts.UsageStore;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.CrashDetector;
import dev.selvedge.domain.runs.CrashWatch;
import dev.selvedge.domain.runs.DeletedRuns;
import dev.selvedge.domain.runs.KeptHistories;
import dev.selvedge.domain.runs.ProjectsForRuns;
import dev.selvedge.domain.runs.RunArchives;
import dev.selvedge.domain.runs.RunDoors;
import dev.selvedge.domain.runs.RunEdits;
import dev.selvedge.domain.runs.RunEvents;
import dev.selvedge.domain.runs.RunFiles;
import dev.selvedge.domain.runs.RunHistories;
import dev.selvedge.domain.runs.RunIngest;
import dev.selvedge.domain.runs.RunLimits;
import dev.selvedge.domain.runs.RunOutputs;
import dev.selvedge.domain.runs.RunProjects;
import dev.selvedge.domain.runs.RunQueries;
import dev.selvedge.domain.runs.RunRewinds;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.domain.runs.RunUpserts;
import dev.selvedge.domain.runs.history.Histories;
import dev.selvedge.domain.runs.history.HistoryReader;
import dev.selvedge.domain.runs.history.HistoryStore;
import dev.selvedge.platform.RateLimiter;
import dev.selvedge.platform.RecurringJob;
import dev.selvedge.platform.Transactions;
import dev.selvedge.server.Role;
import dev.selvedge.server.Settings;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.runs.SqlCrashWatch;
import dev.selvedge.storage.sql.runs.SqlRunArchiveStore;
import dev.selvedge.storage.sql.runs.SqlRunStore;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs in SQL, their rows in the histories. */
@Configuration(proxyBeanMethods = false)
class RunsConfiguration {

    /** How late a crash may be noticed; it costs one indexed query each time. */
    private static final Duration CRASHES_LOOKED_FOR_EVERY = Duration.ofSeconds(10);

    @Bean
    RunStore runStore(Database database) {
        return new SqlRunStore(database);
    }

    @Bean
    RunHistories runHistories(Histories histories, HistoryReader reader, HistoryStore store) {
        return new KeptHistories(histories, reader, store);
    }

    @Bean
    RunProjects runProjects(Projects projects, Access access) {
        return new ProjectsForRuns(projects, access);
    }

    @Bean
    RunLimits runLimits(RateLimiter limiter, Settings settings) {
        return new RunLimits(limiter, settings.limits().amounts());
    }

    @Bean
    RunQueries runQueries(RunStore runs, RunProjects projects) {
        return new RunQueries(runs, projects);
    }

    @Bean
    RunUpserts runUpserts(
            RunStore runs,
            RunHistories histories,
            RunProjects projects,
            RunLimits limits,
            RunEvents events,
            Transactions transactions,
            Clock clock) {
        return new RunUpserts(runs, histories, projects, limits, events, transactions, clock);
    }

    @Bean
    RunArchives runArchives(Database database, RunHistories histories) {
        return new RunArchives(new SqlRunArchiveStore(database), histories);
    }

    @Bean
    RunRewinds runRewinds(
            RunStore runs,
            RunHistories histories,
            RunArchives archives,
            RunProjects projects,
            Transactions transactions,
            Clock clock) {
        return new RunRewinds(runs, histories, archives, projects, transactions, clock);
    }

    @Bean
    RecurringJob rowsOfDeletedRuns(
            RunStore runs,
            RunHistories histories,
            RunArchives archives,
            Transactions transactions,
            Settings settings,
            Clock clock) {
        DeletedRuns deleted = new DeletedRuns(
                runs, histories, archives, transactions, settings.files().keptAfterDeletion(), clock);
        return new RecurringJob("rows-of-deleted-runs", Duration.ofHours(1), deleted::freeRows);
    }

    @Bean
    RunOutputs runOutputs(UsageStore usage, ArtifactEdits edits) {
        return new OutputsOfRuns(usage, edits);
    }

    @Bean
    RunEdits runEdits(
            RunStore runs,
            RunProjects projects,
            RunOutputs outputs,
            RunEvents events,
            Transactions transactions,
            Clock clock) {
        return new RunEdits(runs, projects, outputs, events, transactions, clock);
    }

    @Bean
    RunIngest runIngest(
            Database database,
            RunStore runs,
            RunHistories histories,
            RunFiles files,
            RunProjects projects,
            RunLimits limits,
            RunEvents events,
            Transactions transactions,
            Clock clock) {
        RunDoors doors = new RunDoors(runs, projects, database::rightsVersion, Ticker.systemTicker());
        return new RunIngest(runs, histories, files, doors, limits, events, transactions, clock);
    }

    @Bean
    CrashWatch crashWatch(Database database) {
        return new SqlCrashWatch(database);
    }

    @Bean
    ListeningServer listeningServer(CrashWatch watch, Database database, Settings settings, Clock clock) {
        boolean wanted = database.engine().isShared() && settings.roles().contains(Role.INGEST);
        return new ListeningServer(watch, clock, wanted);
    }

    @Bean
    RecurringJob crashDetection(
            CrashWatch watch,
            RunStore runs,
            RunEvents events,
            Transactions transactions,
            Settings settings,
            Clock clock) {
        return new RecurringJob(
                "runs-crash-detection",
                CRASHES_LOOKED_FOR_EVERY,
                new CrashDetector(
                        runs, watch, events, transactions, settings.runs().crashAfter(), clock));
    }
}
