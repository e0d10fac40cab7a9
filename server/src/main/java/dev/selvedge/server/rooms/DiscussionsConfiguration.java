package dev.selvedge.server.rooms;

import dev.selvedge.domain.automations.alerts.AlertStore;
import dev.selvedge.domain.automations.channels.Mailer;
import dev.selvedge.domain.automations.firing.FiringStore;
import dev.selvedge.domain.discussions.DiscussionStore;
import dev.selvedge.domain.discussions.Discussions;
import dev.selvedge.domain.discussions.MentionLetters;
import dev.selvedge.domain.discussions.MentionNotices;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.reports.Views;
import dev.selvedge.platform.Transactions;
import dev.selvedge.server.Settings;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.discussions.SqlDiscussionStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Comments on reports in SQL; mentions by mail. */
@Configuration(proxyBeanMethods = false)
class DiscussionsConfiguration {

    @Bean
    DiscussionStore discussionStore(Database database) {
        return new SqlDiscussionStore(database);
    }

    @Bean
    MentionLetters mentionLetters(
            DiscussionStore store,
            Views views,
            Projects projects,
            UserStore users,
            EntityStore entities,
            AlertStore settings,
            FiringStore firings,
            Mailer mailer,
            Settings server) {
        return new MentionLetters(store, views, projects, users, entities, settings, firings, mailer, server.host());
    }

    @Bean
    Discussions discussions(
            DiscussionStore store,
            Views views,
            UserStore users,
            MentionNotices notices,
            Transactions transactions,
            Clock clock) {
        return new Discussions(store, views, users, notices, transactions, clock);
    }
}
