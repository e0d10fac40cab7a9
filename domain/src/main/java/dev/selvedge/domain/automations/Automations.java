package dev.selvedge.domain.automations;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes, changes and lists automations and the webhooks they post to. */
public final class Automations {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_WEBHOOK_NAME = 64;

    private final AutomationStore store;
    private final AutomationScopes scopes;
    private final Transactions transactions;
    private final Clock clock;

    public Automations(AutomationStore store, AutomationScopes scopes, Transactions transactions, Clock clock) {
        this.store = store;
        this.scopes = scopes;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What a client wants; null leaves a thing as it is, which a new automation has only for the description. */
    public record Wish(
            String name,
            String description,
            Boolean enabled,
            Scope.Type scopeType,
            String scopeId,
            EventType event,
            String filter,
            AutomationAction action) {}

    /** CONFLICT when the scope has an automation of that name: the client may then ask for the existing one. */
    public Automation create(Caller caller, Wish wish) {
        Caller.SignedIn user = caller.requireSignedIn();
        Scope scope = writableScope(caller, wish.scopeType(), wish.scopeId());
        Instant now = clock.instant();
        Automation fresh = checked(
                caller,
                new Automation(
                        null,
                        wish.name(),
                        wish.description(),
                        !Boolean.FALSE.equals(wish.enabled()),
                        scope,
                        wish.event(),
                        wish.filter(),
                        wish.action(),
                        user.userId(),
                        now,
                        null,
                        null));
        return transactions.inTransaction(() -> store.insert(fresh));
    }

    /** NOT_FOUND when it is gone: the client may then make a new one. */
    public Automation update(Caller caller, AutomationId id, Wish wish) {
        caller.requireSignedIn();
        return transactions.inTransaction(() -> {
            Automation old = writable(caller, id);
            Scope scope =
                    wish.scopeId() == null ? old.scope() : writableScope(caller, wish.scopeType(), wish.scopeId());
            Automation changed = checked(
                    caller,
                    new Automation(
                            id,
                            wish.name() == null ? old.name() : wish.name(),
                            wish.description() == null ? old.description() : wish.description(),
                            wish.enabled() == null ? old.enabled() : wish.enabled(),
                            scope,
                            wish.event() == null ? old.event() : wish.event(),
                            wish.filter() == null ? old.filter() : wish.filter(),
                            wish.action() == null ? old.action() : wish.action(),
                            old.createdBy(),
                            old.createdAt(),
                            clock.instant(),
                            old.lastFiredAt()));
            store.save(changed);
            return store.find(id).orElseThrow();
        });
    }

    public void delete(Caller caller, AutomationId id) {
        caller.requireSignedIn();
        transactions.inTransaction(() -> {
            writable(caller, id);
            store.delete(id);
        });
    }

    private Automation writable(Caller caller, AutomationId id) {
        Automation found = store.find(id)
                .filter(automation -> mayRead(caller, automation.scope()))
                .orElseThrow(() -> Fault.notFound("No such automation"));
        scopes.requireWrite(caller, found.scope());
        return found;
    }

    private boolean mayRead(Caller caller, Scope scope) {
        return scope.project() == null
                ? scopes.mayRead(caller, scope.entity())
                : scopes.mayRead(caller, scope.project());
    }

    private Scope writableScope(Caller caller, Scope.Type type, String id) {
        if (type == null || id == null) {
            throw Fault.invalid("An automation needs a scope");
        }
        Scope scope =
                scopes.find(caller, type, id).orElseThrow(() -> Fault.notFound("The automation's scope was not found"));
        scopes.requireWrite(caller, scope);
        return scope;
    }

    private Automation checked(Caller caller, Automation automation) {
        if (automation.name() == null
                || automation.name().isBlank()
                || automation.name().length() > LONGEST_NAME) {
            throw Fault.invalid("An automation's name has 1 to " + LONGEST_NAME + " characters");
        }
        if (!automation.event().fits(automation.scope().type())) {
            throw Fault.invalid("The event " + automation.event() + " cannot be watched on the scope "
                    + automation.scope().type());
        }
        EventFilter.parse(automation.event(), automation.filter());
        if (automation.action() instanceof AutomationAction.Webhook webhook) {
            boolean known = store.webhook(webhook.integration())
                    .filter(found -> scopes.mayRead(caller, found.entity()))
                    .isPresent();
            if (!known) {
                throw Fault.notFound("No such webhook");
            }
        }
        return automation;
    }

    /** In or below the entity; empty where the caller may not look. */
    public List<Automation> ofEntities(Caller caller, Collection<EntityId> entities) {
        return store
                .ofEntities(entities.stream()
                        .filter(entity -> scopes.mayRead(caller, entity))
                        .toList())
                .stream()
                .filter(automation -> mayRead(caller, automation.scope()))
                .toList();
    }

    /** On projects the caller was shown. */
    public Map<ProjectId, List<Automation>> ofProjects(Collection<ProjectId> projects) {
        return store.ofProjects(projects);
    }

    public Webhook createWebhook(
            Caller caller, String entityName, String name, String url, String accessTokenRef, String secretRef) {
        caller.requireSignedIn();
        EntityId entity = scopes.entity(caller, entityName)
                .orElseThrow(() -> Fault.notFound("entity " + entityName + " not found"));
        scopes.requireWrite(caller, entity);
        if (name == null || name.isBlank() || name.length() > LONGEST_WEBHOOK_NAME) {
            throw Fault.invalid("A webhook's name has 1 to " + LONGEST_WEBHOOK_NAME + " characters");
        }
        checkUrl(url);
        return transactions.inTransaction(
                () -> store.insert(new Webhook(null, entity, name, url, accessTokenRef, secretRef, clock.instant())));
    }

    /** Only the form is checked here; where a name leads is checked when something is sent there. */
    private static void checkUrl(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getUserInfo() == null && url.length() <= 2_000) {
                return;
            }
        } catch (URISyntaxException e) {
            // refused below
        }
        throw Fault.invalid("A webhook needs an http or https URL without a user name in it");
    }

    public List<Webhook> webhooksOf(Caller caller, EntityId entity) {
        return scopes.mayRead(caller, entity) ? store.webhooksOf(entity) : List.of();
    }

    /** For automations the caller was shown. */
    public Map<IntegrationId, Webhook> webhooks(Collection<IntegrationId> ids) {
        return store.webhooks(ids);
    }

    public Optional<Webhook> webhook(IntegrationId id) {
        return store.webhook(id);
    }
}
