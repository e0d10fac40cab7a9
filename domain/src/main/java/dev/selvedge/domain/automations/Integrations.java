package dev.selvedge.domain.automations;

import dev.selvedge.domain.automations.secrets.SecretBox;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.Transactions;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes, lists and deletes the receivers that a team's automations talk to: the team's admins do, its members use them. */
public final class Integrations {

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_CHANNEL = 255;
    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_PAGE = 1_000;

    private final IntegrationStore store;
    private final AutomationStore automations;
    private final AutomationScopes scopes;
    private final Access access;
    private final SecretBox box;
    private final Transactions transactions;
    private final Clock clock;

    public Integrations(
            IntegrationStore store,
            AutomationStore automations,
            AutomationScopes scopes,
            Access access,
            SecretBox box,
            Transactions transactions,
            Clock clock) {
        this.store = store;
        this.automations = automations;
        this.scopes = scopes;
        this.access = access;
        this.box = box;
        this.transactions = transactions;
        this.clock = clock;
    }

    public Integration createWebhook(
            Caller caller, String entityName, String name, String url, String accessTokenRef, String secretRef) {
        EntityId entity = ownEntity(caller, entityName);
        checkLength(name, LONGEST_NAME, "A webhook's name");
        checkUrl(url);
        return insert(new Integration(
                null,
                entity,
                Integration.Kind.WEBHOOK,
                name,
                "",
                url,
                reference(accessTokenRef),
                reference(secretRef),
                clock.instant()));
    }

    /** @param url an incoming webhook of the chat; it is kept sealed and never shown again */
    public Integration createChannel(Caller caller, String entityName, String workspace, String channel, String url) {
        EntityId entity = ownEntity(caller, entityName);
        checkLength(workspace, LONGEST_NAME, "A chat workspace's name");
        checkLength(channel, LONGEST_CHANNEL, "A chat channel's name");
        checkUrl(url);
        return insert(new Integration(
                null,
                entity,
                Integration.Kind.SLACK,
                workspace,
                channel,
                box.seal(url, sealedFor(entity)),
                null,
                null,
                clock.instant()));
    }

    private Integration insert(Integration integration) {
        return transactions.inTransaction(() -> store.insert(integration));
    }

    /** Where a message for it is posted. */
    public URI address(Integration integration) {
        return URI.create(
                integration.kind() == Integration.Kind.SLACK
                        ? box.open(integration.url(), sealedFor(integration.entity()))
                        : integration.url());
    }

    private static String sealedFor(EntityId entity) {
        return "integration of " + entity.value();
    }

    private EntityId ownEntity(Caller caller, String entityName) {
        caller.requireSignedIn();
        EntityId entity = scopes.entity(caller, entityName)
                .orElseThrow(() -> Fault.notFound("entity " + entityName + " not found"));
        access.require(caller, Action.CREATE, Resource.integration(entity));
        return entity;
    }

    /** INVALID while automations use it. */
    public void delete(Caller caller, IntegrationId id) {
        caller.requireSignedIn();
        require(caller, Action.DELETE, id);
        transactions.inTransaction(() -> {
            if (automations.uses(id)) {
                throw Fault.invalid("Automations use this integration; delete or change them first");
            }
            store.delete(id);
        });
    }

    /** The integration, for who may do that with it. */
    public Integration require(Caller caller, Action action, IntegrationId id) {
        Integration found = store.find(id).orElseThrow(() -> Fault.notFound("No such integration"));
        access.require(caller, action, Resource.integration(found.entity()));
        return found;
    }

    /** For one's own eyes. */
    public Integration require(Caller caller, IntegrationId id) {
        return store.find(id)
                .filter(found -> mayRead(caller, found.entity()))
                .orElseThrow(() -> Fault.notFound("No such integration"));
    }

    /** For an automation: the integration's team must trust the caller with its secrets. */
    void requireUse(Caller caller, IntegrationId id, Integration.Kind kind) {
        Integration found = require(caller, id);
        access.require(caller, Action.WRITE, Resource.entityAutomation(found.entity()));
        if (found.kind() != kind) {
            throw Fault.notFound("No such integration");
        }
    }

    Optional<EntityId> owner(IntegrationId id) {
        return store.find(id).map(Integration::entity);
    }

    public boolean mayRead(Caller caller, EntityId entity) {
        return access.allowed(caller, Action.READ, Resource.integration(entity));
    }

    /** The cursor is the number of the last one of a page. */
    public Page<Integration> of(Caller caller, EntityId entity, Integer first, String after) {
        if (!mayRead(caller, entity)) {
            return Page.empty();
        }
        int size = first == null ? 50 : Math.clamp(first, 1, LONGEST_PAGE);
        List<Integration> found = store.of(entity, cursor(after), size + 1);
        List<Integration> shown = found.subList(0, Math.min(size, found.size()));
        List<String> cursors =
                shown.stream().map(each -> Long.toString(each.id().value())).toList();
        return new Page<>(shown, cursors, found.size() > size);
    }

    private static long cursor(String after) {
        try {
            return after == null || after.isEmpty() ? 0 : Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw new Fault(Fault.Code.INVALID, "The cursor " + after + " is none of this list", e);
        }
    }

    /** For automations the caller was shown. */
    public Map<IntegrationId, Integration> find(Collection<IntegrationId> ids) {
        return store.find(ids);
    }

    private static String reference(String name) {
        return name == null || name.isBlank() ? null : checkLength(name, LONGEST_CHANNEL, "A secret's name");
    }

    private static String checkLength(String text, int longest, String what) {
        if (text == null || text.isBlank() || text.length() > longest) {
            throw Fault.invalid(what + " has 1 to " + longest + " characters");
        }
        return text;
    }

    /** Only the form is checked here; where a name leads is checked when something is sent there. */
    private static void checkUrl(String url) {
        try {
            URI uri = new URI(url == null ? "" : url);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getUserInfo() == null && url.length() <= LONGEST_URL) {
                return;
            }
        } catch (URISyntaxException e) {
            // refused below
        }
        throw Fault.invalid("An integration needs an http or https URL without a user name in it");
    }
}
