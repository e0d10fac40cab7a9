package dev.selvedge.storage.contract.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.domain.artifacts.*;
import dev.selvedge.domain.artifacts.ArtifactTrash;
import dev.selvedge.domain.artifacts.ReferenceLinks;
import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.objects.PlacedKey;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.contract.Meddling;
import dev.selvedge.storage.contract.MovableClock;
import dev.selvedge.storage.contract.objects.InMemoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The whole room on the stores under test, and a client that uploads as the SDK does. */
final class ArtifactsRoom {

    static final Caller ADA = new Caller.SignedIn(new UserId(7), "ada", false);
    static final String BASE = "http://localhost";

    final Meddling meddling = new Meddling();
    final InMemoryObjectStore objects = new InMemoryObjectStore();
    /** Where new versions go. */
    Optional<PlaceId> place = Optional.empty();

    final OpenProjects projects = new OpenProjects();
    final MovableClock clock = new MovableClock();
    final List<ArtifactChange> changes = new CopyOnWriteArrayList<>();
    private final ArtifactEvents events = (caller, change) -> changes.add(change);
    final CollectionStore collections;
    final VersionStore versions;
    final ContentStore content;
    final UsageStore usage;
    final ArtifactLookup lookup;
    final ArtifactDrafts drafts;
    final ArtifactUploads uploads;
    final ArtifactCommits commits;
    final ProtectedAliases guarded;
    final CollectionHistory history;
    final ArtifactAliases aliases;
    final ArtifactLinks links;
    final ArtifactEdits edits;
    final CollectionEdits collectionEdits;
    final ArtifactUse use;
    final ArtifactFiles files;
    final VersionCatalog catalog;
    final CollectionCatalog collectionCatalog;
    final ArtifactCleanup cleanup;
    final ArtifactTrash trash;
    final ArtifactDetails details;
    final ArtifactCheck check;

    ArtifactsRoom(
            CollectionStore collectionStore,
            VersionStore versionStore,
            ContentStore contentStore,
            UsageStore usage,
            ProtectedAliasStore guardedAliases,
            CollectionActionStore actions,
            Transactions transactions) {
        collections = meddling.with(CollectionStore.class, collectionStore);
        versions = meddling.with(VersionStore.class, versionStore);
        content = meddling.with(ContentStore.class, contentStore);
        this.usage = usage;
        ArtifactRuns runs = (project, name) ->
                name.startsWith("run") ? Optional.of(new RunId(Long.parseLong(name.substring(3)))) : Optional.empty();
        Manifests manifests = new Manifests(objects);
        lookup = new ArtifactLookup(collections, versions, projects);
        uploads = new ArtifactUploads(lookup, versions, content, projects, objects, transactions, clock);
        guarded = new ProtectedAliases(guardedAliases, projects, transactions);
        history = new CollectionHistory(actions, versions, clock);
        aliases = new ArtifactAliases(
                lookup, collections, versions, projects, guarded, history, events, transactions, clock);
        drafts = new ArtifactDrafts(
                collections,
                versions,
                usage,
                projects,
                runs,
                project -> place,
                aliases,
                events,
                transactions,
                clock,
                Set.of("default"));
        commits = new ArtifactCommits(
                lookup,
                collections,
                versions,
                content,
                usage,
                projects,
                manifests,
                aliases,
                events,
                transactions,
                clock);
        links = new ArtifactLinks(
                lookup, collections, versions, projects, guarded, aliases, events, transactions, clock);
        edits = new ArtifactEdits(lookup, collections, versions, projects, aliases, events, transactions, clock);
        collectionEdits = new CollectionEdits(
                lookup, collections, versions, projects, edits, aliases, events, transactions, clock);
        use = new ArtifactUse(lookup, usage, projects, runs, clock);
        files = new ArtifactFiles(lookup, versions, content, manifests, ReferenceLinks.NONE);
        catalog = new VersionCatalog(versions, usage, lookup);
        collectionCatalog = new CollectionCatalog(collections);
        trash = new ArtifactTrash(
                lookup, collections, versions, content, projects, aliases, transactions, clock, Duration.ofDays(7));
        details = new ArtifactDetails(collections, versions, usage, projects);
        check = new ArtifactCheck(versions, content, new Manifests(objects), objects);
        cleanup = new ArtifactCleanup(
                versions,
                collections,
                content,
                aliases,
                projects,
                manifests,
                objects,
                transactions,
                clock,
                Duration.ofDays(7),
                Duration.ofDays(7),
                Duration.ofDays(7));
    }

    NewVersion wanted(String collection, String digest, String... aliases) {
        return wantedOf("dataset", collection, digest, aliases);
    }

    Artifact logTyped(String type, String collection, Map<String, String> contents) {
        return log(wantedOf(type, collection, digest(contents)), contents);
    }

    private static NewVersion wantedOf(String type, String collection, String digest, String... aliases) {
        return new NewVersion(
                "team",
                "vision",
                type,
                collection,
                "run1",
                digest,
                "about",
                "{\"rows\":3}",
                List.of(aliases).stream()
                        .map(alias -> new NewVersion.AliasRequest(collection, alias))
                        .toList(),
                List.of(),
                null,
                null,
                true,
                null,
                null,
                null,
                null);
    }

    /** Logs a version that holds these files. */
    Artifact log(String collection, Map<String, String> contents, String... aliases) {
        return log(wanted(collection, digest(contents), aliases), contents);
    }

    Artifact log(NewVersion wanted, Map<String, String> contents) {
        Artifact draft = drafts.create(ADA, wanted);
        if (draft.committed()) {
            return draft;
        }
        String json = manifest(upload(draft, contents));
        return finish(draft, ContentStore.ManifestKind.FULL, null, json);
    }

    /** Uploads what is not there yet; the entries for the manifest. */
    Map<String, String> upload(Artifact draft, Map<String, String> contents) {
        List<ArtifactUploads.FileSpec> specs = contents.entrySet().stream()
                .map(each -> new ArtifactUploads.FileSpec(each.getKey(), md5(each.getValue()), List.of()))
                .toList();
        Map<String, String> entries = new TreeMap<>();
        for (ArtifactUploads.FileTicket ticket : uploads.files(ADA, BASE, draft.id(), specs)) {
            if (ticket.upload() != null) {
                put(PlacedKey.of(draft.place(), ticket.storagePath()), contents.get(ticket.name()));
            }
            entries.put(ticket.name(), entry(contents.get(ticket.name()), ticket.birth()));
        }
        return entries;
    }

    static String entry(String content, ArtifactId birth) {
        return "{\"digest\":\"" + md5(content) + "\",\"size\":" + content.length() + ",\"local_path\":\"/home/ada/x\""
                + ",\"birthArtifactID\":\"" + birth.global() + "\"}";
    }

    static String manifest(Map<String, String> entries) {
        StringBuilder json = new StringBuilder("{\"version\":1,\"storagePolicy\":\"wandb-storage-policy-v1\","
                + "\"storagePolicyConfig\":{\"storageLayout\":\"V2\"},\"contents\":{");
        entries.forEach((path, entry) -> json.append(json.charAt(json.length() - 1) == '{' ? "" : ",")
                .append('"')
                .append(path)
                .append("\":")
                .append(entry));
        return json.append("}}").toString();
    }

    Artifact finish(Artifact draft, ContentStore.ManifestKind kind, ArtifactId base, String json) {
        addManifest(draft, kind, base, json);
        return commits.commit(ADA, draft.id());
    }

    void addManifest(Artifact draft, ContentStore.ManifestKind kind, ArtifactId base, String json) {
        long id = uploads.createManifest(ADA, BASE, draft.id(), "wandb_manifest.json", kind, base, "", false)
                .id();
        uploads.updateManifest(ADA, BASE, id, md5(json), base, true);
        String path =
                "wandb_artifacts/" + draft.project().value() + "/" + draft.id().value() + "/manifest-" + id;
        put(PlacedKey.of(draft.place(), path), json);
    }

    void put(String key, String content) {
        try {
            byte[] bytes = content.getBytes(UTF_8);
            objects.put(key, new ByteArrayInputStream(bytes), bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean stored(String key) {
        return objects.content(key) != null;
    }

    /** The place of a version by {@code name:alias}. */
    Optional<Membership> find(String name) {
        return projects.visible(ADA, "team", "vision").flatMap(place -> lookup.membership(place, name));
    }

    static String digest(Map<String, String> contents) {
        StringBuilder text = new StringBuilder("wandb-artifact-manifest-v1\n");
        new TreeMap<>(contents).forEach((path, content) -> text.append(path + ":" + md5(content) + "\n"));
        return java.util.HexFormat.of().formatHex(Base64.getDecoder().decode(md5(text.toString())));
    }

    static String md5(String content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(content.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
