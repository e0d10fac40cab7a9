package dev.selvedge.server.rooms;

import dev.selvedge.domain.people.People;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.RunProjects;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.domain.runs.query.RunGroups;
import dev.selvedge.domain.runs.query.RunKeys;
import dev.selvedge.domain.runs.query.RunLists;
import dev.selvedge.domain.runs.query.RunQueryStore;
import dev.selvedge.domain.runs.query.RunSearch;
import dev.selvedge.domain.runs.query.RunTrash;
import dev.selvedge.platform.RecurringJob;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.runs.query.SqlRunQueryStore;
import dev.selvedge.storage.sql.runs.query.SqlRunValueIndex;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Questions about runs, answered from an index of their values. */
@Configuration(proxyBeanMethods = false)
class RunQueryConfiguration {

    /** Nobody waits for it: what it has not done is done before the next question. */
    private static final Duration FINISHED_RUNS_INDEXED_EVERY = Duration.ofSeconds(20);

    @Bean
    SqlRunValueIndex runValueIndex(Database database) {
        return new SqlRunValueIndex(database);
    }

    @Bean
    RecurringJob runValueIndexing(SqlRunValueIndex index) {
        return new RecurringJob("run-value-index", FINISHED_RUNS_INDEXED_EVERY, index::refreshFinished);
    }

    @Bean
    RunQueryStore runQueryStore(Database database, SqlRunValueIndex index) {
        return new SqlRunQueryStore(database, index);
    }

    @Bean
    RunLists runLists(RunQueryStore store, RunStore runs, RunProjects projects) {
        return new RunLists(store, runs, projects);
    }

    @Bean
    RunKeys runKeys(RunQueryStore store, RunProjects projects) {
        return new RunKeys(store, projects);
    }

    @Bean
    RunGroups runGroups(RunQueryStore store, RunProjects projects) {
        return new RunGroups(store, projects);
    }

    @Bean
    RunTrash runTrash(RunQueryStore store, RunStore runs, RunProjects projects, People people) {
        return new RunTrash(store, runs, projects, people);
    }

    @Bean
    RunSearch runSearch(RunQueryStore store, RunStore runs, RunProjects runProjects, Projects projects) {
        return new RunSearch(store, runs, runProjects, projects);
    }
}
