package dev.selvedge.server.rooms;

import dev.selvedge.domain.artifacts.ArtifactEvents;
import dev.selvedge.domain.artifacts.ArtifactLookup;
import dev.selvedge.domain.artifacts.CollectionStore;
import dev.selvedge.domain.artifacts.VersionStore;
import dev.selvedge.domain.automations.AutomationLists;
import dev.selvedge.domain.automations.AutomationScopes;
import dev.selvedge.domain.automations.AutomationStore;
import dev.selvedge.domain.automations.Automations;
import dev.selvedge.domain.automations.IntegrationStore;
import dev.selvedge.domain.automations.Integrations;
import dev.selvedge.domain.automations.LaunchQueues;
import dev.selvedge.domain.automations.OwnedScopes;
import dev.selvedge.domain.automations.Subscriptions;
import dev.selvedge.domain.automations.alerts.AlertMessages;
import dev.selvedge.domain.automations.channels.WebhookClient;
import dev.selvedge.domain.automations.firing.Actions;
import dev.selvedge.domain.automations.firing.ArtifactWatch;
import dev.selvedge.domain.automations.firing.Conditions;
import dev.selvedge.domain.automations.firing.Deliverer;
import dev.selvedge.domain.automations.firing.FiringHistory;
import dev.selvedge.domain.automations.firing.FiringStore;
import dev.selvedge.domain.automations.firing.IntegrationTest;
import dev.selvedge.domain.automations.firing.MakerRights;
import dev.selvedge.domain.automations.firing.Matcher;
import dev.selvedge.domain.automations.firing.MentionMail;
import dev.selvedge.domain.automations.firing.Places;
import dev.selvedge.domain.automations.firing.Variables;
import dev.selvedge.domain.automations.firing.WebhookCall;
import dev.selvedge.domain.automations.secrets.OutsideVault;
import dev.selvedge.domain.automations.secrets.SealedVault;
import dev.selvedge.domain.automations.secrets.SecretBox;
import dev.selvedge.domain.automations.secrets.SecretStore;
import dev.selvedge.domain.automations.secrets.SecretVault;
import dev.selvedge.domain.automations.secrets.TeamSecrets;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.domain.runs.history.HistoryReader;
import dev.selvedge.outbound.GuardedWebhookClient;
import dev.selvedge.platform.RecurringJob;
import dev.selvedge.platform.Signals;
import dev.selvedge.platform.Transactions;
import dev.selvedge.server.Settings;
import dev.selvedge.server.StartFailure;
import dev.selvedge.server.backends.ServerKeys;
import dev.selvedge.storage.secrets.SecretServices;
import dev.selvedge.storage.secrets.SecretsAddress;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.automations.SqlAutomationStore;
import dev.selvedge.storage.sql.automations.SqlFiringStore;
import dev.selvedge.storage.sql.automations.SqlIntegrationStore;
import dev.selvedge.storage.sql.automations.SqlSecretStore;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Automations: what is watched, what fires, and where it goes. */
@Configuration(proxyBeanMethods = false)
class AutomationsConfiguration {

    /** How late a message may start; it costs two indexed queries each time. */
    private static final Duration LOOKED_AFTER_EVERY = Duration.ofSeconds(1);

    private static final Duration HISTORY_CUT_EVERY = Duration.ofHours(1);

    @Bean
    AutomationStore automationStore(Database database) {
        return new SqlAutomationStore(database);
    }

    @Bean
    IntegrationStore integrationStore(Database database) {
        return new SqlIntegrationStore(database);
    }

    @Bean
    FiringStore firingStore(Database database) {
        return new SqlFiringStore(database);
    }

    @Bean
    SecretStore secretStore(Database database) {
        return new SqlSecretStore(database);
    }

    @Bean
    SecretBox secretBox(ServerKeys keys) {
        return new SecretBox(keys.secret("team-secrets"));
    }

    @Bean
    SecretVault secretVault(SecretBox box, Settings settings) {
        SecretVault sealed = new SealedVault(box);
        String store = settings.secrets().store();
        if (store.isBlank()) {
            return sealed;
        }
        try {
            SecretsAddress address = SecretsAddress.of(store);
            return new OutsideVault(SecretServices.of(address, System.getenv()), address.prefix(), sealed);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("selvedge.secrets.store cannot be used: " + e.getMessage() + ".");
        }
    }

    @Bean
    TeamSecrets teamSecrets(
            SecretStore store,
            SecretVault vault,
            EntityStore entities,
            Access access,
            Transactions transactions,
            Clock clock) {
        return new TeamSecrets(store, vault, entities, access, transactions, clock);
    }

    @Bean
    AutomationScopes automationScopes(
            Access access,
            EntityStore entities,
            UserStore users,
            Projects projects,
            ProjectStore projectStore,
            ArtifactLookup collections) {
        return new OwnedScopes(access, entities, users, projects, projectStore, collections);
    }

    @Bean
    Subscriptions subscriptions(AutomationStore store, Database database, Signals signals) {
        return new Subscriptions(store, System::nanoTime, database.engine().isShared(), signals);
    }

    @Bean
    Integrations integrations(
            IntegrationStore store,
            AutomationStore automations,
            AutomationScopes scopes,
            Access access,
            SecretBox box,
            Transactions transactions,
            Clock clock) {
        return new Integrations(store, automations, scopes, access, box, transactions, clock);
    }

    @Bean
    Automations automations(
            AutomationStore store,
            AutomationScopes scopes,
            Integrations integrations,
            LaunchQueues queues,
            Subscriptions subscriptions,
            Transactions transactions,
            Clock clock) {
        return new Automations(store, scopes, integrations, queues, subscriptions, transactions, clock);
    }

    @Bean
    AutomationLists automationLists(AutomationStore store, AutomationScopes scopes) {
        return new AutomationLists(store, scopes);
    }

    @Bean
    Places automationPlaces(CollectionStore collections, Projects projects, EntityStore entities) {
        return new Places(collections, projects, entities);
    }

    @Bean
    ArtifactEvents artifactEvents(
            FiringStore store, Subscriptions subscriptions, Places places, VersionStore versions, Clock clock) {
        return new ArtifactWatch(store, subscriptions, places, versions, clock);
    }

    @Bean
    Variables automationVariables(
            Projects projects, CollectionStore collections, VersionStore versions, RunStore runs) {
        return new Variables(projects, collections, versions, runs);
    }

    @Bean
    Matcher automationMatcher(
            FiringStore firings,
            AutomationStore automations,
            AutomationScopes scopes,
            IntegrationStore integrations,
            RunStore runs,
            UserStore users,
            HistoryReader reader,
            Variables variables,
            Transactions transactions,
            Clock clock) {
        return new Matcher(
                firings,
                automations,
                new MakerRights(scopes, integrations),
                new Conditions(runs, users, reader, variables),
                transactions,
                clock);
    }

    @Bean(destroyMethod = "close")
    GuardedWebhookClient webhookClient(Settings settings) {
        try {
            return new GuardedWebhookClient(settings.webhooks().allowHosts());
        } catch (IllegalArgumentException e) {
            throw new StartFailure("selvedge.webhooks.allow-hosts cannot be read: " + e.getMessage() + ".");
        }
    }

    @Bean
    WebhookCall webhookCall(WebhookClient client, Integrations integrations, TeamSecrets secrets) {
        return new WebhookCall(client, integrations, secrets);
    }

    @Bean
    IntegrationTest integrationTest(Integrations integrations, WebhookCall webhooks, WebhookClient client) {
        return new IntegrationTest(integrations, webhooks, client);
    }

    @Bean(destroyMethod = "close")
    Deliverer automationDeliverer(
            FiringStore firings,
            AutomationStore automations,
            IntegrationStore integrations,
            Integrations addresses,
            WebhookCall webhooks,
            WebhookClient client,
            AlertMessages alerts,
            MentionMail mentions,
            Variables variables,
            LaunchQueues queues,
            UserStore users,
            Clock clock) {
        return new Deliverer(
                firings,
                new Actions(
                        automations,
                        integrations,
                        addresses,
                        webhooks,
                        client,
                        alerts,
                        mentions,
                        variables,
                        queues,
                        users),
                clock);
    }

    @Bean
    FiringHistory firingHistory(FiringStore store) {
        return new FiringHistory(store);
    }

    @Bean
    RecurringJob automationsJob(Matcher matcher) {
        return new RecurringJob("automations", LOOKED_AFTER_EVERY, matcher);
    }

    /** Alerts and mails do not wait for histories to be read. */
    @Bean
    RecurringJob deliveries(Deliverer deliverer) {
        return new RecurringJob("deliveries", LOOKED_AFTER_EVERY, deliverer);
    }

    @Bean
    RecurringJob automationsHistory(FiringStore firings, Settings settings, Clock clock) {
        Duration kept = settings.automations().keepHistory();
        return new RecurringJob(
                "automations-history",
                HISTORY_CUT_EVERY,
                () -> firings.deleteFinishedBefore(clock.instant().minus(kept)));
    }
}
