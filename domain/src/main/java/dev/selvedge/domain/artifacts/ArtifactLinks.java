package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Versions shown in portfolios, also of other projects: a registry is a project of portfolios. */
public final class ArtifactLinks {

    private final ArtifactLookup lookup;
    private final CollectionStore collections;
    private final VersionStore versions;
    private final ArtifactProjects projects;
    private final ProtectedAliases guarded;
    private final ArtifactAliases aliases;
    private final ArtifactEvents events;
    private final Transactions transactions;
    private final Clock clock;

    public ArtifactLinks(
            ArtifactLookup lookup,
            CollectionStore collections,
            VersionStore versions,
            ArtifactProjects projects,
            ProtectedAliases guarded,
            ArtifactAliases aliases,
            ArtifactEvents events,
            Transactions transactions,
            Clock clock) {
        this.lookup = lookup;
        this.collections = collections;
        this.versions = versions;
        this.projects = projects;
        this.guarded = guarded;
        this.aliases = aliases;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Links into the named portfolio, which is made when missing. Linking twice only adds aliases. */
    public Membership link(
            Caller caller, ArtifactId id, String entity, String project, String portfolio, List<String> names) {
        UserId user = caller.requireSignedIn().userId();
        Artifact artifact = lookup.requireCommitted(caller, id);
        ArtifactNames.collection(portfolio);
        names.forEach(ArtifactNames::alias);
        ArtifactProjects.Place place = projects.writable(caller, entity, project);
        guarded.requireMayMove(caller, place.id(), names);
        String type = typeName(artifact);
        if (!place.allowedTypes().isEmpty() && !place.allowedTypes().contains(type)) {
            throw Fault.invalid("Registry " + place.name() + " does not take artifacts of type '" + type + "', only "
                    + String.join(", ", place.allowedTypes()));
        }
        Instant now = clock.instant();
        ArtifactCollection target = collections
                .find(place.id(), portfolio)
                .orElseGet(() -> collections.ensure(
                        place.id(),
                        collections.ensureType(place.id(), type, null, now).id(),
                        ArtifactCollection.Kind.PORTFOLIO,
                        portfolio,
                        user,
                        now));
        return transactions.inTransaction(() -> linkInto(caller, target, artifact, type, names));
    }

    public Membership link(Caller caller, ArtifactId id, CollectionId portfolio, List<String> names) {
        caller.requireSignedIn();
        Artifact artifact = lookup.requireCommitted(caller, id);
        ArtifactCollection target = lookup.requireCollection(caller, portfolio);
        names.forEach(ArtifactNames::alias);
        projects.require(caller, Action.WRITE, target.project());
        guarded.requireMayMove(caller, target.project(), names);
        return transactions.inTransaction(() -> linkInto(caller, target, artifact, typeName(artifact), names));
    }

    private Membership linkInto(
            Caller caller, ArtifactCollection target, Artifact artifact, String type, List<String> names) {
        if (target.isSequence()) {
            throw Fault.invalid("\"" + target.name() + "\" holds logged versions; link to another name");
        }
        String targetType =
                collections.types(Set.of(target.type())).get(target.type()).name();
        if (!targetType.equals(type)) {
            throw Fault.invalid("Collection " + target.name() + " holds artifacts of type '" + targetType + "', not '"
                    + type + "'");
        }
        collections.lock(target.id());
        if (collections.get(Set.of(target.id())).get(target.id()).deleted()) {
            throw Fault.notFound("The artifact collection " + target.name() + " has just been deleted");
        }
        // a deletion holds the version too, so it either takes this link along or has been seen here
        if (versions.lock(artifact.id()).filter(Artifact::committed).isEmpty()) {
            throw Fault.invalid("The artifact is deleted");
        }
        Optional<Membership> already = versions.byArtifact(target.id(), artifact.id());
        Membership membership = already.orElseGet(() -> {
            int index = collections.takeVersionIndex(target.id());
            return aliases.enter(caller, target.id(), artifact.id(), index);
        });
        List<String> given = Stream.concat(
                        already.isPresent() ? Stream.empty() : Stream.of(Alias.LATEST), names.stream())
                .distinct()
                .toList();
        if (already.isEmpty()) {
            events.happened(caller, new ArtifactChange.Linked(artifact.id(), target.id(), given));
        }
        given.forEach(alias -> aliases.give(caller, target.id(), alias, artifact.id()));
        return membership;
    }

    private String typeName(Artifact artifact) {
        return TypeNames.of(artifact, collections);
    }

    public void unlink(Caller caller, ArtifactId id, CollectionId portfolio) {
        ArtifactCollection target = lookup.requireCollection(caller, portfolio);
        projects.require(caller, Action.WRITE, target.project());
        if (target.isSequence()) {
            throw Fault.invalid("This is the version itself, not a link to it: use 'Artifact.delete' instead");
        }
        transactions.inTransaction(() -> {
            collections.lock(portfolio);
            Membership link = versions.byArtifact(portfolio, id)
                    .orElseThrow(() -> Fault.notFound("The artifact is not linked in that collection"));
            aliases.requireMayLeave(caller, id, List.of(link));
            aliases.unlink(caller, link);
        });
    }
}
