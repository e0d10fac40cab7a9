package dev.selvedge.domain.artifacts;

import static java.util.stream.Collectors.toSet;

import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Making, renaming, tagging, retyping and deleting collections. */
public final class CollectionEdits {

    private static final int BATCH = 500;

    private final ArtifactLookup lookup;
    private final CollectionStore collections;
    private final VersionStore versions;
    private final ArtifactProjects projects;
    private final ArtifactEdits edits;
    private final ArtifactAliases aliases;
    private final ArtifactEvents events;
    private final Transactions transactions;
    private final Clock clock;

    public CollectionEdits(
            ArtifactLookup lookup,
            CollectionStore collections,
            VersionStore versions,
            ArtifactProjects projects,
            ArtifactEdits edits,
            ArtifactAliases aliases,
            ArtifactEvents events,
            Transactions transactions,
            Clock clock) {
        this.lookup = lookup;
        this.collections = collections;
        this.versions = versions;
        this.projects = projects;
        this.edits = edits;
        this.aliases = aliases;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    public ArtifactType createType(Caller caller, String entity, String project, String name, String description) {
        ArtifactNames.type(name);
        ArtifactProjects.Place place = projects.writable(caller, entity, project);
        return collections.ensureType(place.id(), name, description, clock.instant());
    }

    public ArtifactCollection createPortfolio(
            Caller caller, String entity, String project, ArtifactTypeId type, String name, String description) {
        ArtifactNames.collection(name);
        ArtifactProjects.Place place = projects.writable(caller, entity, project);
        ArtifactType found = Optional.ofNullable(collections.types(Set.of(type)).get(type))
                .filter(each -> each.project().equals(place.id()))
                .orElseThrow(() -> Fault.notFound("No such artifact type"));
        if (collections.find(place.id(), name).isPresent()) {
            throw Fault.conflict("There is an artifact collection named " + name + " already");
        }
        return collections.insert(
                place.id(),
                found.id(),
                ArtifactCollection.Kind.PORTFOLIO,
                name,
                description,
                caller.requireSignedIn().userId(),
                clock.instant());
    }

    public ArtifactCollection update(Caller caller, CollectionId id, String name, String description) {
        ArtifactCollection found = require(caller, Action.WRITE, id);
        if (name != null) {
            ArtifactNames.collection(name);
            collections
                    .find(found.project(), name)
                    .filter(other -> !other.id().equals(id))
                    .ifPresent(other -> {
                        throw Fault.conflict("There is an artifact collection named " + name + " already");
                    });
        }
        collections.update(id, name, description, null, clock.instant());
        return collections.get(Set.of(id)).get(id);
    }

    /** Gives a sequence another type of its project, made when missing. */
    public ArtifactCollection retype(Caller caller, CollectionId id, String type) {
        ArtifactCollection found = require(caller, Action.WRITE, id);
        ArtifactNames.type(type);
        if (!found.isSequence()) {
            throw Fault.invalid("The type of a portfolio is that of the artifacts linked in it");
        }
        Instant now = clock.instant();
        collections.update(
                id,
                null,
                null,
                collections.ensureType(found.project(), type, null, now).id(),
                now);
        return collections.get(Set.of(id)).get(id);
    }

    public List<Tag> addTags(Caller caller, String entity, String project, String name, List<String> tags) {
        tags.forEach(ArtifactNames::tag);
        CollectionId id = writable(caller, entity, project, name).id();
        return transactions.inTransaction(() -> {
            Set<String> before = tagsOf(id);
            List<Tag> all = collections.addTags(id, tags, clock.instant());
            tags.stream()
                    .distinct()
                    .filter(tag -> !before.contains(tag))
                    .forEach(tag -> events.happened(caller, new ArtifactChange.CollectionTagAdded(id, tag)));
            return all;
        });
    }

    public void removeTags(Caller caller, String entity, String project, String name, List<String> tags) {
        CollectionId id = writable(caller, entity, project, name).id();
        transactions.inTransaction(() -> {
            Set<String> before = tagsOf(id);
            collections.removeTags(id, tags);
            tags.stream()
                    .distinct()
                    .filter(before::contains)
                    .forEach(tag -> events.happened(caller, new ArtifactChange.CollectionTagRemoved(id, tag)));
        });
    }

    private Set<String> tagsOf(CollectionId id) {
        return collections.tags(Set.of(id)).getOrDefault(id, List.of()).stream()
                .map(Tag::name)
                .collect(toSet());
    }

    /** A sequence takes its versions with it, a portfolio only its links. */
    public ArtifactCollection delete(Caller caller, CollectionId id) {
        ArtifactCollection found = require(caller, Action.DELETE, id);
        do {
            empty(caller, found);
        } while (!markDeleted(id));
        return collections.get(Set.of(id)).get(id);
    }

    /** False when another version has come in meanwhile. */
    private boolean markDeleted(CollectionId id) {
        return transactions.inTransaction(() -> {
            collections.lock(id);
            boolean empty = firstOf(id).isEmpty();
            if (empty) {
                collections.markDeleted(id, clock.instant());
            }
            return empty;
        });
    }

    private void empty(Caller caller, ArtifactCollection found) {
        CollectionId id = found.id();
        for (List<Membership> some = firstOf(id); !some.isEmpty(); some = firstOf(id)) {
            for (Membership each : some) {
                if (found.isSequence()) {
                    edits.delete(caller, each.artifact(), true);
                } else {
                    transactions.inTransaction(() -> {
                        collections.lock(id);
                        aliases.requireMayLeave(caller, each.artifact(), List.of(each));
                        aliases.unlink(caller, each);
                    });
                }
            }
        }
    }

    /** Oldest first, so that {@code latest} need not move with every version that goes. */
    private List<Membership> firstOf(CollectionId id) {
        return versions.oldestFirst(id, Optional.empty(), BATCH);
    }

    private ArtifactCollection writable(Caller caller, String entity, String project, String name) {
        ArtifactCollection found = lookup.collection(caller, entity, project, name)
                .orElseThrow(() -> Fault.notFound("No such artifact collection: " + name));
        projects.require(caller, Action.WRITE, found.project());
        return found;
    }

    private ArtifactCollection require(Caller caller, Action action, CollectionId id) {
        ArtifactCollection found = lookup.requireCollection(caller, id);
        projects.require(caller, action, found.project());
        return found;
    }
}
