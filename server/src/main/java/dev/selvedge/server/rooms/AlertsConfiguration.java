package dev.selvedge.server.rooms;

import dev.selvedge.domain.automations.IntegrationStore;
import dev.selvedge.domain.automations.Subscriptions;
import dev.selvedge.domain.automations.alerts.AlertChoices;
import dev.selvedge.domain.automations.alerts.AlertMessages;
import dev.selvedge.domain.automations.alerts.AlertRouting;
import dev.selvedge.domain.automations.alerts.AlertStore;
import dev.selvedge.domain.automations.alerts.EndAlerts;
import dev.selvedge.domain.automations.alerts.RunAlerts;
import dev.selvedge.domain.automations.channels.Mailer;
import dev.selvedge.domain.automations.firing.FiringStore;
import dev.selvedge.domain.automations.firing.Places;
import dev.selvedge.domain.automations.firing.RunWatch;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.RunEvents;
import dev.selvedge.domain.runs.RunProjects;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.outbound.MailServer;
import dev.selvedge.outbound.SmtpMailer;
import dev.selvedge.platform.Transactions;
import dev.selvedge.server.Settings;
import dev.selvedge.server.StartFailure;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.automations.SqlAlertStore;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Alerts of runs, and the mail server they go through. */
@Configuration(proxyBeanMethods = false)
class AlertsConfiguration {

    private static final Logger log = LoggerFactory.getLogger(AlertsConfiguration.class);

    @Bean
    AlertStore alertStore(Database database) {
        return new SqlAlertStore(database);
    }

    @Bean
    Mailer mailer(Settings settings) {
        return new SmtpMailer(server(settings.mail()));
    }

    private static Optional<MailServer> server(Settings.Mail mail) {
        if (mail.sink().startsWith("http")) {
            log.warn("Mail is off: selvedge.mail.sink names a web service, and mail goes to SMTP servers only");
            return Optional.empty();
        }
        try {
            if (!mail.sink().isBlank()) {
                return Optional.of(MailServer.parse(mail.sink(), mail.from()));
            }
            return mail.host().isBlank()
                    ? Optional.empty()
                    : Optional.of(MailServer.of(mail.host(), mail.port(), mail.user(), mail.password(), mail.from()));
        } catch (IllegalArgumentException e) {
            throw new StartFailure("selvedge.mail.sink cannot be read: " + e.getMessage() + ".");
        }
    }

    @Bean
    AlertRouting alertRouting(
            AlertStore store,
            FiringStore firings,
            Mailer mailer,
            EntityStore entities,
            UserStore users,
            Projects projects) {
        return new AlertRouting(store, firings, mailer, entities, users, projects);
    }

    @Bean
    RunAlerts runAlerts(
            AlertStore store,
            AlertRouting routing,
            RunStore runs,
            RunProjects projects,
            Transactions transactions,
            Clock clock) {
        return new RunAlerts(store, routing, runs, projects, transactions, clock);
    }

    @Bean
    AlertMessages alertMessages(
            AlertStore store, RunStore runs, Projects projects, UserStore users, Mailer mailer, Settings settings) {
        return new AlertMessages(store, runs, projects, users, mailer, settings.host());
    }

    @Bean
    AlertChoices alertChoices(
            AlertStore store,
            IntegrationStore integrations,
            EntityStore entities,
            Access access,
            Transactions transactions) {
        return new AlertChoices(store, integrations, entities, access, transactions);
    }

    /** Automations hear of runs first, then those who want alerts. */
    @Bean
    RunEvents runEvents(
            FiringStore firings,
            Subscriptions subscriptions,
            Places places,
            UserStore users,
            AlertStore alerts,
            AlertRouting routing,
            RunStore runs,
            Clock clock) {
        RunEvents watch = new RunWatch(firings, subscriptions, places, users, clock);
        RunEvents ends = new EndAlerts(alerts, routing, runs, clock);
        return (before, after) -> {
            watch.changed(before, after);
            ends.changed(before, after);
        };
    }
}
