package dev.selvedge.domain.automations;

import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Instant;

/** Makes, changes and deletes automations. */
public final class Automations {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_TEXT = 100_000;

    private final AutomationStore store;
    private final AutomationScopes scopes;
    private final Integrations integrations;
    private final LaunchQueues queues;
    private final Subscriptions subscriptions;
    private final Transactions transactions;
    private final Clock clock;

    public Automations(
            AutomationStore store,
            AutomationScopes scopes,
            Integrations integrations,
            LaunchQueues queues,
            Subscriptions subscriptions,
            Transactions transactions,
            Clock clock) {
        this.store = store;
        this.scopes = scopes;
        this.integrations = integrations;
        this.queues = queues;
        this.subscriptions = subscriptions;
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
        UserId maker = caller.requireSignedIn().userId();
        Scope scope = scope(caller, wish.scopeType(), wish.scopeId());
        scopes.require(caller, Action.CREATE, scope);
        Automation fresh = new Automation(
                null,
                checkedName(wish.name()),
                checkedText(wish.description(), "description"),
                !Boolean.FALSE.equals(wish.enabled()),
                scope,
                wish.event(),
                EventFilter.kept(wish.event(), checkedText(wish.filter(), "eventFilter")),
                wish.action(),
                maker,
                clock.instant(),
                null,
                null);
        checkParts(caller, fresh);
        Automation made = transactions.inTransaction(() -> store.insert(fresh));
        subscriptions.changed();
        return made;
    }

    /** NOT_FOUND when it is gone: the client may then make a new one. */
    public Automation update(Caller caller, AutomationId id, Wish wish) {
        caller.requireSignedIn();
        Automation saved = transactions.inTransaction(() -> {
            // all of it is saved: two who change different things of it must not undo each other
            Automation changed = changed(caller, store.lock(id).orElseThrow(Automations::unknown), wish);
            store.save(changed);
            return store.find(id).orElseThrow(Automations::unknown);
        });
        subscriptions.changed();
        return saved;
    }

    private Automation changed(Caller caller, Automation old, Wish wish) {
        require(caller, Action.WRITE, old);
        Scope scope = wish.scopeId() == null ? old.scope() : scope(caller, wish.scopeType(), wish.scopeId());
        if (!scope.equals(old.scope())) {
            scopes.require(caller, Action.CREATE, scope);
        }
        Instant now = clock.instant();
        EventType event = wish.event() == null ? old.event() : wish.event();
        AutomationAction action = wish.action() == null ? old.action() : wish.action();
        Automation changed = new Automation(
                old.id(),
                wish.name() == null ? old.name() : checkedName(wish.name()),
                wish.description() == null ? old.description() : checkedText(wish.description(), "description"),
                wish.enabled() == null ? old.enabled() : wish.enabled(),
                scope,
                event,
                EventFilter.kept(
                        event, wish.filter() == null ? old.filter() : checkedText(wish.filter(), "eventFilter")),
                action,
                mayGoOn(old.createdBy(), scope, action)
                        ? old.createdBy()
                        : caller.requireSignedIn().userId(),
                old.createdAt(),
                now,
                old.lastFiredAt());
        checkParts(caller, changed);
        return changed;
    }

    /**
     * An automation tells what its maker may know, to whom its maker may tell it. Whose rights do not reach that far, since
     * they have left or somebody else has put in a receiver of theirs, cannot stay its maker.
     */
    private boolean mayGoOn(UserId maker, Scope scope, AutomationAction action) {
        return scopes.mayWrite(maker, scope)
                && action.receiver().flatMap(id -> integrations.owner(id)).stream()
                        .allMatch(owner -> scopes.mayUse(maker, owner));
    }

    public void delete(Caller caller, AutomationId id) {
        caller.requireSignedIn();
        require(caller, Action.DELETE, store.find(id).orElseThrow(Automations::unknown));
        transactions.inTransaction(() -> {
            store.delete(id);
        });
        subscriptions.changed();
    }

    private void require(Caller caller, Action action, Automation found) {
        if (!scopes.mayRead(caller, found.scope())) {
            throw unknown();
        }
        scopes.require(caller, action, found.scope());
    }

    private static Fault unknown() {
        return Fault.notFound("No such automation");
    }

    private Scope scope(Caller caller, Scope.Type type, String id) {
        if (type == null || id == null) {
            throw Fault.invalid("An automation needs a scope");
        }
        return scopes.find(caller, type, id).orElseThrow(() -> Fault.notFound("The automation's scope was not found"));
    }

    private static String checkedName(String name) {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw Fault.invalid("An automation's name has 1 to " + LONGEST_NAME + " characters");
        }
        return name;
    }

    private static String checkedText(String text, String what) {
        if (text != null && text.length() > LONGEST_TEXT) {
            throw Fault.invalid("An automation's " + what + " has at most " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    /** What holds between the parts of an automation, and what it refers to. */
    private void checkParts(Caller caller, Automation automation) {
        if (automation.event() == EventType.WEAVE_METRIC_THRESHOLD) {
            throw Fault.invalid("The automation event " + automation.event() + " is not offered by this server");
        }
        if (!automation.event().fits(automation.scope().type())) {
            throw Fault.invalid("The event " + automation.event() + " cannot be watched on the scope "
                    + automation.scope().type());
        }
        EventFilter.parse(automation.event(), automation.filter());
        switch (automation.action()) {
            case AutomationAction.Webhook(IntegrationId integration, String payload) -> {
                integrations.requireUse(caller, integration, Integration.Kind.WEBHOOK);
                if (payload != null) {
                    RunJson.parseObject(checkedText(payload, "requestPayload"), "requestPayload");
                }
            }
            case AutomationAction.Notification notification -> {
                integrations.requireUse(caller, notification.integration(), Integration.Kind.SLACK);
                checkedText(notification.title() + notification.message(), "title and message");
            }
            case AutomationAction.QueueJob(String queue, String template) -> {
                queues.requirePush(caller, queue);
                RunJson.parseObject(checkedText(template, "template"), "template");
            }
            case AutomationAction.NoOp() -> {}
        }
    }
}
