package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.objects.Placement;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The first step of making a version: the draft, or the existing version with the same content. */
public final class ArtifactDrafts {

    private final CollectionStore collections;
    private final VersionStore versions;
    private final UsageStore usage;
    private final ArtifactProjects projects;
    private final ArtifactRuns runs;
    private final Placement placement;
    private final ArtifactAliases aliases;
    private final ArtifactEvents events;
    private final Transactions transactions;
    private final Clock clock;
    private final Set<String> regions;

    /** @param regions names of storage regions that clients may ask for; all mean the one object store */
    public ArtifactDrafts(
            CollectionStore collections,
            VersionStore versions,
            UsageStore usage,
            ArtifactProjects projects,
            ArtifactRuns runs,
            Placement placement,
            ArtifactAliases aliases,
            ArtifactEvents events,
            Transactions transactions,
            Clock clock,
            Set<String> regions) {
        this.collections = collections;
        this.versions = versions;
        this.usage = usage;
        this.projects = projects;
        this.runs = runs;
        this.placement = placement;
        this.aliases = aliases;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
        this.regions = Set.copyOf(regions);
    }

    /** A pending version to upload to, or a committed one when nothing has to be uploaded. */
    public Artifact create(Caller caller, NewVersion wanted) {
        UserId user = caller.requireSignedIn().userId();
        ArtifactNames.collection(wanted.collection());
        ArtifactNames.type(wanted.type());
        wanted.aliases().forEach(each -> ArtifactNames.alias(each.alias()));
        wanted.tags().forEach(ArtifactNames::tag);
        Artifact.Ttl ttl = Ttls.parse(wanted.ttlSeconds());
        if (wanted.region() != null && !regions.contains(wanted.region())) {
            throw Fault.invalid("There is no storage region \"" + wanted.region() + "\"");
        }
        ArtifactProjects.Place place = projects.writable(caller, wanted.entity(), wanted.project());
        if (ttl != null) {
            projects.requireMaySetLifetime(caller, place.id());
        }
        RunId run = wanted.run() == null
                ? null
                : runs.find(place.id(), wanted.run()).orElseThrow(() -> Fault.notFound("No such run: " + wanted.run()));
        Instant now = clock.instant();
        ArtifactCollection sequence = sequence(place, wanted, user, now);
        return transactions.inTransaction(() -> {
            collections.lock(sequence.id());
            if (wanted.sequenceClientId() != null) {
                usage.mapClientId(wanted.sequenceClientId(), sequence.id().global());
            }
            ArtifactId id = existing(sequence.id(), wanted)
                    .map(found -> reuse(caller, found, sequence, wanted, run, now))
                    .orElseGet(() -> insert(place, sequence, wanted, ttl, run, user, now));
            if (wanted.clientId() != null) {
                usage.mapClientId(wanted.clientId(), id.global());
            }
            return versions.get(Set.of(id)).get(id);
        });
    }

    private ArtifactCollection sequence(ArtifactProjects.Place place, NewVersion wanted, UserId user, Instant now) {
        ArtifactCollection sequence = collections
                .find(place.id(), wanted.collection())
                .orElseGet(() -> collections.ensure(
                        place.id(),
                        collections
                                .ensureType(place.id(), wanted.type(), null, now)
                                .id(),
                        ArtifactCollection.Kind.SEQUENCE,
                        wanted.collection(),
                        user,
                        now));
        if (!sequence.isSequence()) {
            throw Fault.invalid(
                    "\"" + wanted.collection() + "\" is a portfolio: versions are linked to it, not logged to it");
        }
        String type =
                collections.types(Set.of(sequence.type())).get(sequence.type()).name();
        if (!type.equals(wanted.type())) {
            throw Fault.invalid("Artifact " + wanted.collection() + " already exists with type '" + type
                    + "'; cannot create another with type '" + wanted.type() + "'");
        }
        return sequence;
    }

    /** The same draft for a repeated request and for every process of a distributed one; else the same content. */
    private Optional<ArtifactId> existing(CollectionId sequence, NewVersion wanted) {
        Optional<ArtifactId> repeated = Optional.ofNullable(wanted.clientId())
                .flatMap(usage::serverId)
                .map(ArtifactId::parse)
                .filter(id -> isIn(sequence, id));
        if (repeated.isPresent()) {
            return repeated;
        }
        if (wanted.distributedId() != null) {
            return versions.findPendingDistributed(sequence, wanted.distributedId());
        }
        return wanted.deduplicate() ? versions.findCommitted(sequence, wanted.digest()) : Optional.empty();
    }

    private boolean isIn(CollectionId sequence, ArtifactId id) {
        Artifact artifact = versions.get(Set.of(id)).get(id);
        return artifact != null && artifact.sequence().equals(sequence) && artifact.state() != Artifact.State.DELETED;
    }

    private ArtifactId reuse(
            Caller caller, ArtifactId found, ArtifactCollection sequence, NewVersion wanted, RunId run, Instant now) {
        List<String> names = aliasesIn(sequence, wanted);
        if (versions.get(Set.of(found)).get(found).committed()) {
            names.forEach(alias -> aliases.give(caller, sequence.id(), alias, found));
            tell(caller, found, wanted.tags());
            if (run != null) {
                usage.add(run, found, UsageStore.Role.OUTPUT, null, now);
            }
        } else {
            // the process that finishes a distributed version names the aliases, and is never the first that asks
            versions.keepAliases(
                    found,
                    Stream.concat(versions.pendingAliases(found).stream(), names.stream())
                            .distinct()
                            .toList());
            versions.touch(found, now);
        }
        versions.addTags(found, wanted.tags(), now);
        return found;
    }

    private static List<String> aliasesIn(ArtifactCollection sequence, NewVersion wanted) {
        return wanted.aliases().stream()
                .filter(each -> each.collection().equals(sequence.name()))
                .map(NewVersion.AliasRequest::alias)
                .distinct()
                .toList();
    }

    /** Of tags that the version does not hold yet. */
    private void tell(Caller caller, ArtifactId found, List<String> tags) {
        List<String> held = versions.tags(Set.of(found)).getOrDefault(found, List.of()).stream()
                .map(Tag::name)
                .toList();
        tags.stream()
                .distinct()
                .filter(tag -> !held.contains(tag))
                .forEach(tag -> events.happened(caller, new ArtifactChange.TagAdded(found, tag)));
    }

    private ArtifactId insert(
            ArtifactProjects.Place place,
            ArtifactCollection sequence,
            NewVersion wanted,
            Artifact.Ttl ttl,
            RunId run,
            UserId user,
            Instant now) {
        ArtifactId id = versions.insert(
                new VersionStore.Draft(
                        place.id(),
                        sequence.id(),
                        wanted.digest(),
                        wanted.digestAlgorithm(),
                        wanted.description(),
                        wanted.metadata(),
                        wanted.historyStep(),
                        ttl,
                        wanted.distributedId(),
                        aliasesIn(sequence, wanted),
                        run,
                        user,
                        placement.of(place.id())),
                now);
        versions.addTags(id, wanted.tags(), now);
        return id;
    }
}
