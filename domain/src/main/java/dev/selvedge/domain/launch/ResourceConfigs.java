package dev.selvedge.domain.launch;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.people.Teams;
import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.platform.Fault;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What queues give their runs by default. Clients make one and then the queue that names it. */
public final class ResourceConfigs {

    private static final int LONGEST = 1 << 20;

    private final QueueStore store;
    private final LaunchAccess launchAccess;
    private final Access access;
    private final Teams teams;
    private final Clock clock;

    public ResourceConfigs(QueueStore store, LaunchAccess launchAccess, Access access, Teams teams, Clock clock) {
        this.store = store;
        this.launchAccess = launchAccess;
        this.access = access;
        this.teams = teams;
        this.clock = clock;
    }

    public ResourceConfig create(Caller caller, String entityName, String resource, String config, String variables) {
        caller.requireSignedIn();
        Entity entity =
                teams.find(caller, entityName).orElseThrow(() -> Fault.notFound("Entity not found: " + entityName));
        access.require(caller, Action.CREATE, Resource.entity(entity.id()));
        return store.insert(checked(caller, entity.id(), resource, config, variables));
    }

    /** Not stored yet. */
    ResourceConfig checked(Caller caller, EntityId entity, String resource, String config, String variables) {
        if (!ResourceConfig.RESOURCES.contains(resource)) {
            throw Fault.invalid("There is no resource " + resource + "; there are " + ResourceConfig.RESOURCES);
        }
        for (String text : new String[] {config, variables}) {
            if (text != null && text.length() > LONGEST) {
                throw Fault.tooLarge("A queue's configuration has up to " + LONGEST + " characters");
            }
        }
        ObjectNode json = RunJson.parseObject(config == null ? "" : config, "config");
        boolean shaped = !json.has("resource_args")
                || json.get("resource_args") instanceof ObjectNode arguments
                        && (!arguments.has(resource) || arguments.get(resource).isObject());
        if (!shaped) {
            throw Fault.invalid("config must be {\"resource_args\": {\"" + resource + "\": {…}}}");
        }
        return new ResourceConfig(
                null,
                entity,
                resource,
                RunJson.write(json),
                TemplateVariables.parse(variables),
                caller.requireSignedIn().userId(),
                clock.instant());
    }

    /** Empty too for those who neither work in the entity nor see a queue that uses it. */
    public Optional<ResourceConfig> find(Caller caller, EntityId entity, ResourceConfigId id) {
        return store.find(id).filter(found -> found.entity().equals(entity) && maySee(caller, found));
    }

    private boolean maySee(Caller caller, ResourceConfig config) {
        return access.allowed(caller, Action.CREATE, Resource.entity(config.entity()))
                || store.using(config.id()).stream().anyMatch(queue -> launchAccess.maySee(caller, queue));
    }

    /** Those of queues the caller was shown. */
    public List<ResourceConfig> of(Collection<ResourceConfigId> ids) {
        return store.findConfigs(ids);
    }
}
