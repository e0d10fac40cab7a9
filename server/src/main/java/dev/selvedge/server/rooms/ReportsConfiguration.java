package dev.selvedge.server.rooms;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.reports.ViewEditorStore;
import dev.selvedge.domain.reports.ViewEditors;
import dev.selvedge.domain.reports.ViewEdits;
import dev.selvedge.domain.reports.ViewReach;
import dev.selvedge.domain.reports.ViewSharing;
import dev.selvedge.domain.reports.ViewStore;
import dev.selvedge.domain.reports.Views;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.reports.SqlViewEditorStore;
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
    ViewEditorStore viewEditorStore(Database database) {
        return new SqlViewEditorStore(database);
    }

    @Bean
    ViewReach viewReach(ViewEditorStore editors, Projects projects, Access access) {
        return new ViewReach(editors, projects, access);
    }

    @Bean
    Views views(ViewStore store, ViewReach reach, Access access) {
        return new Views(store, reach, access);
    }

    @Bean
    ViewEditors viewEditors(
            ViewEditorStore store,
            Views views,
            ViewReach reach,
            UserStore users,
            Access access,
            Transactions transactions,
            Clock clock) {
        return new ViewEditors(store, views, reach, users, access, transactions, clock);
    }

    @Bean
    ViewEdits viewEdits(
            ViewStore store,
            ViewEditorStore editors,
            Views views,
            Projects projects,
            Access access,
            Transactions transactions,
            Clock clock) {
        return new ViewEdits(store, editors, views, projects, access, transactions, clock);
    }

    @Bean
    ViewSharing viewSharing(ViewStore store, Views views, ViewReach reach, Access access, Clock clock) {
        return new ViewSharing(store, views, reach, access, clock);
    }
}
