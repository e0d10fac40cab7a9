package dev.selvedge.server.rooms;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.reports.ViewEdits;
import dev.selvedge.domain.reports.ViewSharing;
import dev.selvedge.domain.reports.ViewStore;
import dev.selvedge.domain.reports.Views;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.reports.SqlViewStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Views in SQL. */
@Configuration(proxyBeanMethods = false)
class ReportsConfiguration {

    @Bean
    ViewStore viewStore(Database database) {
        return new SqlViewStore(database);
    }

    @Bean
    Views views(ViewStore store, Access access) {
        return new Views(store, access);
    }

    @Bean
    ViewEdits viewEdits(
            ViewStore store, Views views, Projects projects, Access access, Transactions transactions, Clock clock) {
        return new ViewEdits(store, views, projects, access, transactions, clock);
    }

    @Bean
    ViewSharing viewSharing(
            ViewStore store, Views views, Projects projects, EntityStore entities, Access access, Clock clock) {
        return new ViewSharing(store, views, projects, entities, access, clock);
    }
}
