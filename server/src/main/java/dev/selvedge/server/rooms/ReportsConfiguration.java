package dev.selvedge.server.rooms;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.reports.ViewEditorStore;
import dev.selvedge.domain.reports.ViewEditors;
import dev.selvedge.domain.reports.ViewEdits;
import dev.selvedge.domain.reports.ViewLeftovers;
import dev.selvedge.domain.reports.ViewMarkStore;
import dev.selvedge.domain.reports.ViewMarks;
import dev.selvedge.domain.reports.ViewReach;
import dev.selvedge.domain.reports.ViewSharing;
import dev.selvedge.domain.reports.ViewStore;
import dev.selvedge.domain.reports.Views;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.reports.SqlViewEditorStore;
import dev.selvedge.storage.sql.reports.SqlViewMarkStore;
import dev.selvedge.storage.sql.reports.SqlViewStore;
import java.time.Clock;
import java.util.List;
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
    ViewMarkStore viewMarkStore(Database database) {
        return new SqlViewMarkStore(database);
    }

    @Bean
    ViewMarks viewMarks(ViewMarkStore store, Views views, Clock clock) {
        return new ViewMarks(store, views, clock);
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
            List<ViewLeftovers> leftovers,
            Views views,
            Projects projects,
            Access access,
            Transactions transactions,
            Clock clock) {
        ViewLeftovers all = view -> leftovers.forEach(each -> each.removeAll(view));
        return new ViewEdits(store, all, views, projects, access, transactions, clock);
    }

    @Bean
    ViewSharing viewSharing(ViewStore store, Views views, ViewReach reach, Access access, Clock clock) {
        return new ViewSharing(store, views, reach, access, clock);
    }
}
