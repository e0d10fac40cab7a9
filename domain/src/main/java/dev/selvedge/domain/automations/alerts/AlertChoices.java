package dev.selvedge.domain.automations.alerts;

import dev.selvedge.domain.automations.Integration;
import dev.selvedge.domain.automations.IntegrationId;
import dev.selvedge.domain.automations.IntegrationStore;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.util.Optional;

/** Lets people choose their alerts, and team admins those of their team. */
public final class AlertChoices {

    private final AlertStore store;
    private final IntegrationStore integrations;
    private final EntityStore entities;
    private final Access access;
    private final Transactions transactions;

    public AlertChoices(
            AlertStore store,
            IntegrationStore integrations,
            EntityStore entities,
            Access access,
            Transactions transactions) {
        this.store = store;
        this.integrations = integrations;
        this.entities = entities;
        this.access = access;
        this.transactions = transactions;
    }

    /** Null leaves a thing as it is; {@code noChannel} takes the channel away. */
    public record Wish(
            Boolean finished,
            Boolean crashed,
            Boolean scripted,
            Boolean email,
            IntegrationId channel,
            boolean noChannel) {}

    /** Empty for who may not know. */
    public Optional<AlertSettings> of(Caller caller, Entity entity) {
        return access.allowed(caller, Action.READ, Resource.alertSettings(entity.id()))
                ? Optional.of(current(entity))
                : Optional.empty();
    }

    private AlertSettings current(Entity entity) {
        return store.settings(entity.id())
                .orElseGet(() -> entity.kind() == Entity.Kind.USER
                        ? AlertSettings.ofPerson(entity.id())
                        : AlertSettings.ofTeam(entity.id()));
    }

    /** @param entityName null for the caller's own */
    public AlertSettings choose(Caller caller, String entityName, Wish wish) {
        Caller.SignedIn user = caller.requireSignedIn();
        Entity entity = (entityName == null ? entities.personal(user.userId()) : entities.findEntity(entityName))
                .orElseThrow(() -> Fault.notFound("entity " + entityName + " not found"));
        access.require(caller, Action.WRITE, Resource.alertSettings(entity.id()));
        if (Boolean.TRUE.equals(wish.email()) && entity.kind() != Entity.Kind.USER) {
            throw Fault.invalid("A team has no mail address; its members choose mail for themselves");
        }
        return transactions.inTransaction(() -> {
            // the settings may not be there yet
            entities.lock(entity.id());
            AlertSettings old = current(entity);
            AlertSettings changed = new AlertSettings(
                    entity.id(),
                    either(wish.finished(), old.finished()),
                    either(wish.crashed(), old.crashed()),
                    either(wish.scripted(), old.scripted()),
                    either(wish.email(), old.email()),
                    wish.noChannel()
                            ? null
                            : wish.channel() == null ? old.channel() : own(entity.id(), wish.channel()));
            store.save(changed);
            return changed;
        });
    }

    private IntegrationId own(EntityId entity, IntegrationId channel) {
        return integrations
                .find(channel)
                .filter(found -> found.entity().equals(entity) && found.kind() == Integration.Kind.SLACK)
                .map(Integration::id)
                .orElseThrow(() -> Fault.notFound("No such chat channel"));
    }

    private static boolean either(Boolean wanted, boolean old) {
        return wanted == null ? old : wanted;
    }
}
