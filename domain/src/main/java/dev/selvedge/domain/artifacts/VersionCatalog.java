package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.platform.filter.FilterValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Lists of versions: of a collection, of many collections, of a run. Callers have checked that these may be seen. */
public final class VersionCatalog {

    private static final int BATCH = 1_000;

    /** Clients ask for committed versions when the user names no filter, and only those are in collections. */
    private static final Set<String> NO_FILTERS = Set.of("", "{}", "{\"state\":\"COMMITTED\"}");

    private final VersionStore versions;
    private final UsageStore usage;
    private final ArtifactLookup lookup;

    public VersionCatalog(VersionStore versions, UsageStore usage, ArtifactLookup lookup) {
        this.versions = versions;
        this.usage = usage;
        this.lookup = lookup;
    }

    /** Newest first unless an order says otherwise. */
    public Listing<Membership> of(CollectionId collection, String filters, String order, Integer first, String after) {
        boolean filtered = filters != null && !NO_FILTERS.contains(filters.replace(" ", ""));
        if (filtered || !(order == null || order.isBlank())) {
            return Listing.slice(
                    sifted(all(collection), filters, order), first, after, each -> Long.toString(each.id()));
        }
        int size = Listing.size(first);
        return Listing.of(
                versions.newestFirst(collection, Cursors.id(after).map(Math::toIntExact), size + 1),
                size,
                each -> Integer.toString(each.versionIndex()),
                () -> versions.countMemberships(collection));
    }

    /** Versions of several collections, by the order in which they were linked. */
    public Listing<Membership> of(
            Collection<CollectionId> collections, String filters, String order, Integer first, String after) {
        List<Membership> all = new ArrayList<>();
        collections.forEach(collection -> all.addAll(all(collection)));
        all.sort(java.util.Comparator.comparingLong(Membership::id));
        return Listing.slice(sifted(all, filters, order), first, after, each -> Long.toString(each.id()));
    }

    private List<Membership> all(CollectionId collection) {
        List<Membership> all = new ArrayList<>();
        Optional<Integer> before = Optional.empty();
        while (true) {
            List<Membership> some = versions.newestFirst(collection, before, BATCH);
            all.addAll(some);
            if (some.size() < BATCH) {
                return all;
            }
            before = Optional.of(some.getLast().versionIndex());
        }
    }

    private List<Membership> sifted(List<Membership> all, String filters, String order) {
        List<ArtifactId> ids = all.stream().map(Membership::artifact).distinct().toList();
        Map<ArtifactId, Artifact> artifacts = versions.get(ids);
        Map<ArtifactId, List<Alias>> aliases = versions.aliasesOf(ids);
        Map<ArtifactId, List<Tag>> tags = versions.tags(ids);
        return Sifting.sift(
                all,
                filters,
                order,
                (each, key) -> value(
                        each,
                        artifacts.get(each.artifact()),
                        aliases.getOrDefault(each.artifact(), List.of()),
                        tags.getOrDefault(each.artifact(), List.of()),
                        key));
    }

    private static FilterValue value(
            Membership each, Artifact artifact, List<Alias> aliases, List<Tag> tags, String key) {
        if (key.startsWith("metadata.")) {
            return MetadataValues.at(artifact.metadata(), key.substring("metadata.".length()));
        }
        return switch (key) {
            case "id", "artifact_id" ->
                Sifting.id(artifact.id().value(), artifact.id().global());
            case "version" ->
                new FilterValue.Items(List.of(
                        new FilterValue.Text("v" + each.versionIndex()), new FilterValue.Num(each.versionIndex())));
            case "version_index", "versionIndex" -> Sifting.number(each.versionIndex());
            case "alias", "aliases" ->
                Sifting.texts(aliases.stream()
                        .filter(alias -> alias.collection().equals(each.collection()))
                        .map(Alias::name)
                        .toList());
            case "tag", "tags" -> Sifting.texts(tags.stream().map(Tag::name).toList());
            case "state" -> Sifting.text(artifact.state().name());
            case "digest" -> Sifting.text(artifact.digest());
            case "description" -> Sifting.text(artifact.description());
            case "size", "artifact_size" -> Sifting.number(artifact.size());
            case "created_at", "createdAt", "artifact_created_at" -> Sifting.time(artifact.createdAt());
            case "updated_at", "updatedAt" -> Sifting.time(artifact.updatedAt());
            case "acm_created_at" -> Sifting.time(each.createdAt());
            default -> null;
        };
    }

    /** What a run read or made, as far as the caller may see it: whoever sees a run need not see what it used. */
    public Listing<Artifact> ofRun(Caller caller, RunId run, UsageStore.Role role, Integer first, String after) {
        return Listing.visible(
                Listing.size(first),
                Cursors.id(after).map(ArtifactId::new),
                (from, limit) -> usage.artifacts(run, role, from, limit),
                ids -> lookup.artifacts(caller, ids),
                VersionCatalog::cursor,
                () -> count(caller, run, role));
    }

    /** The first page of each of these runs, by one question: lineage asks for those of all runs of a project. */
    public Map<RunId, Listing<Artifact>> ofRuns(
            Caller caller, Collection<RunId> runs, UsageStore.Role role, Integer first) {
        int size = Listing.size(first);
        Map<RunId, List<ArtifactId>> found = usage.firstArtifacts(runs, role, size + 1);
        Map<ArtifactId, Artifact> seen = lookup.artifacts(
                caller, found.values().stream().flatMap(List::stream).distinct().toList());
        Map<RunId, Listing<Artifact>> pages = new HashMap<>();
        runs.forEach(run -> {
            List<ArtifactId> ids = found.getOrDefault(run, List.of());
            List<Artifact> visible =
                    ids.stream().map(seen::get).filter(Objects::nonNull).toList();
            boolean more = ids.size() > size;
            pages.put(
                    run,
                    more && visible.size() <= size
                            ? ofRun(caller, run, role, first, null)
                            : Listing.of(
                                    visible,
                                    size,
                                    artifact -> cursor(artifact.id()),
                                    more ? () -> count(caller, run, role) : visible::size));
        });
        return pages;
    }

    private static String cursor(ArtifactId id) {
        return Long.toString(id.value());
    }

    /** By projects; only where one is hidden is each version looked at, as it may be linked where the caller sees it. */
    private int count(Caller caller, RunId run, UsageStore.Role role) {
        Map<ProjectId, Integer> counts = usage.count(run, role);
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        if (counts.keySet().stream().allMatch(project -> lookup.sees(caller, project))) {
            return total;
        }
        int visible = 0;
        Optional<ArtifactId> after = Optional.empty();
        while (true) {
            List<ArtifactId> some = usage.artifacts(run, role, after, BATCH);
            visible += lookup.artifacts(caller, some).size();
            if (some.size() < BATCH) {
                return visible;
            }
            after = Optional.of(some.getLast());
        }
    }

    /**
     * Runs that read this version.
     *
     * @param seen those of them that are shown
     */
    public <T> Listing<T> usedBy(
            ArtifactId artifact, Function<List<RunId>, Map<RunId, T>> seen, Integer first, String after) {
        return Listing.visible(
                // clients that list the users of a version ask without a number and do not turn pages
                first == null ? Listing.MAX_SIZE : Listing.size(first),
                Cursors.id(after).map(RunId::new),
                (from, limit) -> usage.runs(artifact, UsageStore.Role.INPUT, from, limit),
                seen,
                id -> Long.toString(id.value()),
                () -> usage.countRuns(List.of(artifact), UsageStore.Role.INPUT).getOrDefault(artifact, 0));
    }
}
