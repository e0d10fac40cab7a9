package dev.selvedge.storage.contract.artifacts;

import static dev.selvedge.storage.contract.artifacts.ArtifactsRoom.ADA;
import static dev.selvedge.storage.contract.artifacts.ArtifactsRoom.BASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.artifacts.*;
import dev.selvedge.domain.artifacts.ArtifactAliases;
import dev.selvedge.domain.artifacts.ArtifactAliases.Place;
import dev.selvedge.domain.artifacts.ArtifactChange;
import dev.selvedge.domain.artifacts.ArtifactEdits;
import dev.selvedge.domain.artifacts.CollectionId;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stores of artifacts, shown by what the room does on them. */
public abstract class ArtifactsContract {

    private ArtifactsRoom room;

    protected abstract CollectionStore collections();

    protected abstract VersionStore versions();

    protected abstract ContentStore content();

    protected abstract UsageStore usage();

    protected abstract ProtectedAliasStore guardedAliases();

    protected abstract CollectionActionStore actions();

    protected abstract Transactions transactions();

    @BeforeEach
    void room() {
        room = new ArtifactsRoom(
                collections(), versions(), content(), usage(), guardedAliases(), actions(), transactions());
    }

    private static String key(Artifact birth, String content) {
        return "wandb_artifacts/" + birth.project().value() + "/" + birth.id().value() + "/"
                + java.util.HexFormat.of()
                        .formatHex(java.util.Base64.getDecoder().decode(ArtifactsRoom.md5(content)));
    }

    @Test
    void versionsCountUpAndLatestFollows() {
        Artifact first = room.log("digits", Map.of("a.txt", "one"));
        Artifact second = room.log("digits", Map.of("a.txt", "two"), "best");

        assertThat(first.versionIndex()).isZero();
        assertThat(second.versionIndex()).isOne();
        assertThat(room.find("digits:latest"))
                .get()
                .extracting(Membership::artifact)
                .isEqualTo(second.id());
        assertThat(room.find("digits:v0"))
                .get()
                .extracting(Membership::artifact)
                .isEqualTo(first.id());
        assertThat(room.find("digits:best"))
                .get()
                .extracting(Membership::artifact)
                .isEqualTo(second.id());
        assertThat(room.find("digits")).isEqualTo(room.find("digits:latest"));
        assertThat(room.find("digits:v2")).isEmpty();
    }

    @Test
    void loggingWhatIsThereAlreadyTellsOfItsNewAliasesAndTags() {
        Artifact first = room.log("digits", Map.of("a.txt", "one"), "best");
        room.changes.clear();

        Artifact again = room.drafts.create(ADA, room.wanted("digits", first.digest(), "best", "prod"));

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(room.changes).containsExactly(new ArtifactChange.AliasAdded(first.id(), first.sequence(), "prod"));
    }

    @Test
    void aCollectionRemembersWhatWasDoneToItsVersionsAndAliases() {
        Artifact first = room.log("digits", Map.of("a.txt", "one"), "best");
        Artifact second = room.log("digits", Map.of("a.txt", "two"));
        var best = List.of(new Place("team", "vision", "digits", "best"));
        room.aliases.add(ADA, second.id(), best);
        room.aliases.add(ADA, second.id(), best);
        room.aliases.remove(ADA, first.id(), best);
        room.aliases.remove(ADA, second.id(), best);
        room.edits.delete(ADA, first.id(), true);
        room.trash.restore(ADA, first.id());

        assertThat(actions(first.sequence(), null))
                .containsExactly(
                        "VERSION_ADDED v0",
                        "VERSION_REMOVED v0",
                        "ALIAS_REMOVED v1 best",
                        "ALIAS_ADDED v1 best from v0",
                        "VERSION_ADDED v1",
                        "ALIAS_ADDED v0 best",
                        "VERSION_ADDED v0");
        assertThat(actions(first.sequence(), 1))
                .containsExactly("ALIAS_REMOVED v1 best", "ALIAS_ADDED v1 best from v0", "VERSION_ADDED v1");
        assertThat(actions(first.sequence(), 0)).hasSize(5).contains("ALIAS_ADDED v1 best from v0");
        var page = room.history.of(first.sequence(), null, 3, null);
        assertThat(page.total().getAsInt()).isEqualTo(7);
        assertThat(page.page().items())
                .hasSize(3)
                .allSatisfy(action -> assertThat(action.user()).isEqualTo(((Caller.SignedIn) ADA).userId()));
        assertThat(room.history
                        .of(first.sequence(), null, 9, page.page().cursors().getLast())
                        .page()
                        .items())
                .hasSize(4);

        CollectionId shelf = room.links
                .link(ADA, second.id(), "team", "vision", "shelf", List.of("top"))
                .collection();
        room.links.unlink(ADA, second.id(), shelf);
        assertThat(actions(shelf, null))
                .containsExactly(
                        "VERSION_REMOVED v0", "ALIAS_REMOVED v0 top", "ALIAS_ADDED v0 top", "VERSION_ADDED v0");
    }

    private List<String> actions(CollectionId collection, Integer version) {
        return room.history.of(collection, version, null, null).page().items().stream()
                .map(action -> action.kind() + " v" + action.versionIndex()
                        + (action.alias() == null ? "" : " " + action.alias())
                        + (action.fromVersionIndex() == null ? "" : " from v" + action.fromVersionIndex()))
                .toList();
    }

    @Test
    void whoListensHearsOfEachChangeOnce() {
        Artifact first = room.log("digits", Map.of("a.txt", "one"), "best");
        CollectionId digits = first.sequence();
        assertThat(room.changes)
                .containsExactly(
                        new ArtifactChange.Created(first.id(), digits, List.of("latest", "best")),
                        new ArtifactChange.AliasAdded(first.id(), digits, "latest"),
                        new ArtifactChange.AliasAdded(first.id(), digits, "best"));
        room.changes.clear();

        var place = new ArtifactAliases.Place("team", "vision", "digits", "prod");
        room.aliases.add(ADA, first.id(), List.of(place));
        room.aliases.add(ADA, first.id(), List.of(place));
        for (List<String> tags : List.of(List.of("gold", "new"), List.of("gold"))) {
            room.edits.update(ADA, first.id(), new ArtifactEdits.Edit(null, null, null, tags, List.of(), null));
        }
        room.edits.update(
                ADA, first.id(), new ArtifactEdits.Edit(null, null, null, List.of(), List.of("new", "x"), null));
        assertThat(room.changes)
                .containsExactly(
                        new ArtifactChange.AliasAdded(first.id(), digits, "prod"),
                        new ArtifactChange.TagAdded(first.id(), "gold"),
                        new ArtifactChange.TagAdded(first.id(), "new"),
                        new ArtifactChange.TagRemoved(first.id(), "new"));
        room.changes.clear();

        CollectionId shelf = room.links
                .link(ADA, first.id(), "team", "vision", "shelf", List.of("top"))
                .collection();
        room.links.link(ADA, first.id(), shelf, List.of("top"));
        room.links.unlink(ADA, first.id(), shelf);
        room.collectionEdits.addTags(ADA, "team", "vision", "shelf", List.of("a", "a"));
        room.collectionEdits.removeTags(ADA, "team", "vision", "shelf", List.of("a", "b"));
        assertThat(room.changes)
                .containsExactly(
                        new ArtifactChange.Linked(first.id(), shelf, List.of("latest", "top")),
                        new ArtifactChange.AliasAdded(first.id(), shelf, "latest"),
                        new ArtifactChange.AliasAdded(first.id(), shelf, "top"),
                        new ArtifactChange.Unlinked(first.id(), shelf, List.of("latest", "top")),
                        new ArtifactChange.CollectionTagAdded(shelf, "a"),
                        new ArtifactChange.CollectionTagRemoved(shelf, "a"));
    }

    @Test
    void sameContentMakesNoNewVersion() {
        Artifact first = room.log("digits", Map.of("a.txt", "one"));
        room.log("digits", Map.of("a.txt", "two"));
        Artifact again = room.log("digits", Map.of("a.txt", "one"), "latest");

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(room.find("digits:latest"))
                .get()
                .extracting(Membership::artifact)
                .isEqualTo(first.id());
    }

    @Test
    void sizesAndCountsComeFromTheManifest() {
        Artifact logged = room.log("digits", Map.of("a.txt", "one", "b/c.txt", "three"));

        assertThat(logged.size()).isEqualTo(8);
        assertThat(logged.fileCount()).isEqualTo(2);
        assertThat(logged.storageBytes()).isEqualTo(8);
    }

    @Test
    void bytesOfAnEarlierVersionAreNotUploadedAgain() {
        Artifact first = room.log("digits", Map.of("a.txt", "one"));
        Artifact second = room.log("digits", Map.of("a.txt", "one", "b.txt", "two"));

        assertThat(second.storageBytes()).isEqualTo(3);
        assertThat(room.stored(key(second, "one"))).isFalse();
        var files = room.files.of(second, null, null, null).page().items();
        assertThat(files).extracting(file -> file.birth().id()).containsExactly(first.id(), second.id());
    }

    @Test
    void localPathsOfTheUploaderAreForgotten() {
        Artifact logged = room.log("digits", Map.of("a.txt", "one"));
        assertThat(read("wandb_artifacts/" + logged.project().value() + "/"
                        + logged.id().value() + "/manifest.json"))
                .contains("birthArtifactID")
                .doesNotContain("/home/ada");
    }

    private String read(String key) {
        return new String(room.objects.content(key), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void commitIsRefusedWhileAFileIsMissing() {
        Artifact draft = room.drafts.create(ADA, room.wanted("digits", "d"));
        room.addManifest(
                draft,
                ContentStore.ManifestKind.FULL,
                null,
                ArtifactsRoom.manifest(Map.of("a", ArtifactsRoom.entry("never uploaded", draft.id()))));

        assertThatThrownBy(() -> room.commits.commit(ADA, draft.id()))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("not uploaded");
        assertThat(room.find("digits:latest")).isEmpty();
    }

    @Test
    void aCommitWhileTheStoreIsAwayIsTriedAgain() {
        Artifact draft = room.drafts.create(ADA, room.wanted("digits", "d"));
        room.addManifest(draft, ContentStore.ManifestKind.FULL, null, ArtifactsRoom.manifest(Map.of()));
        room.objects.away(true);
        assertThatThrownBy(() -> room.commits.commit(ADA, draft.id()))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.UNAVAILABLE));
        room.objects.away(false);
        assertThat(room.commits.commit(ADA, draft.id()).versionIndex()).isZero();
    }

    @Test
    void commitIsRefusedWithoutAManifest() {
        Artifact draft = room.drafts.create(ADA, room.wanted("digits", "d"));
        assertThatThrownBy(() -> room.commits.commit(ADA, draft.id())).hasMessageContaining("no uploaded manifest");
    }

    @Test
    void repeatedCommitChangesNothing() {
        Artifact logged = room.log("digits", Map.of("a.txt", "one"));
        assertThat(room.commits.commit(ADA, logged.id())).isEqualTo(logged);
        assertThat(room.log("digits", Map.of("a.txt", "two")).versionIndex()).isOne();
    }

    /** A client whose answer was lost asks again, perhaps another server, while the first one is still at it. */
    @Test
    void aCommitThatIsAskedForAgainMeanwhileHappensOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            Artifact draft = room.drafts.create(ADA, room.wanted("digits", "digest " + round));
            Map<String, String> entries = room.upload(draft, Map.of("a.txt", "content " + round));
            room.addManifest(draft, ContentStore.ManifestKind.FULL, null, ArtifactsRoom.manifest(entries));
            int index = round;
            inParallel(
                    List.of(1, 2, 3, 4),
                    again -> assertThat(room.commits.commit(ADA, draft.id())).returns(index, Artifact::versionIndex));
        }
    }

    @Test
    void filesOfAHiddenProjectCannotBeBorrowed() {
        Artifact secret = room.log("digits", Map.of("a.txt", "one"));
        room.projects.hide(secret.project());
        NewVersion elsewhere = new NewVersion(
                "team", "other", "dataset", "digits", null, "d", null, null, List.of(), List.of(), null, null, true,
                null, null, null, null);
        Artifact draft = room.drafts.create(ADA, elsewhere);
        room.addManifest(
                draft,
                ContentStore.ManifestKind.FULL,
                null,
                ArtifactsRoom.manifest(Map.of("stolen", ArtifactsRoom.entry("one", secret.id()))));

        assertThatThrownBy(() -> room.commits.commit(ADA, draft.id()))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("No such artifact");
    }

    @Test
    void incrementalVersionKeepsItsBase() {
        Artifact base = room.log("digits", Map.of("a.txt", "one", "b.txt", "two"));
        Artifact draft = room.drafts.create(ADA, room.wanted("digits", "partial"));
        Artifact next = room.finish(
                draft,
                ContentStore.ManifestKind.INCREMENTAL,
                base.id(),
                ArtifactsRoom.manifest(room.upload(draft, Map.of("b.txt", "newer", "c.txt", "three"))));

        assertThat(room.files.of(next, null, null, null).page().items())
                .extracting(ArtifactFiles.StoredFile::path)
                .containsExactly("a.txt", "b.txt", "c.txt");
        assertThat(next.digest())
                .isEqualTo(ArtifactsRoom.digest(Map.of("a.txt", "one", "b.txt", "newer", "c.txt", "three")));
        assertThat(next.versionIndex()).isOne();
    }

    @Test
    void distributedWritersFillOneDraft() {
        NewVersion shared = distributed();
        Artifact one = room.drafts.create(ADA, shared);
        Artifact two = room.drafts.create(ADA, shared);
        assertThat(two.id()).isEqualTo(one.id());
        room.addManifest(
                one,
                ContentStore.ManifestKind.PATCH,
                null,
                ArtifactsRoom.manifest(room.upload(one, Map.of("from-one", "1"))));
        Artifact done = room.finish(
                two,
                ContentStore.ManifestKind.PATCH,
                null,
                ArtifactsRoom.manifest(room.upload(two, Map.of("from-two", "2"))));

        assertThat(room.files.of(done, null, null, null).page().items())
                .extracting(ArtifactFiles.StoredFile::path)
                .containsExactly("from-one", "from-two");
        assertThat(room.drafts.create(ADA, shared).id()).isNotEqualTo(done.id());
    }

    @Test
    void aDistributedVersionMayTakeWeeksWhileSomebodyIsAtWorkOnIt() {
        Artifact draft = null;
        for (int part = 0; part < 4; part++) {
            draft = room.drafts.create(ADA, distributed());
            Map<String, String> entries = room.upload(draft, Map.of("part-" + part, "content " + part));
            room.addManifest(draft, ContentStore.ManifestKind.PATCH, null, ArtifactsRoom.manifest(entries));
            room.clock.pass(Duration.ofDays(5));
            room.cleanup.run();
        }
        Artifact done = room.commits.commit(ADA, draft.id());
        assertThat(room.files.of(done, null, null, null).page().items())
                .extracting(ArtifactFiles.StoredFile::path)
                .containsExactly("part-0", "part-1", "part-2", "part-3");
    }

    @Test
    void aDraftIsKeptWhileFilesAreAddedToIt() {
        Artifact draft = room.drafts.create(ADA, room.wanted("digits", "d"));
        for (int part = 0; part < 4; part++) {
            room.upload(draft, Map.of("part-" + part, "content " + part));
            room.clock.pass(Duration.ofDays(5));
            room.cleanup.run();
        }
        assertThat(room.upload(draft, Map.of("last", "content"))).hasSize(1);
    }

    @Test
    void aliasesOfWhoeverFinishesADistributedVersionAreGivenToo() {
        Artifact draft = room.drafts.create(ADA, distributed("early"));
        room.drafts.create(ADA, distributed("best", "early"));
        room.finish(
                draft,
                ContentStore.ManifestKind.PATCH,
                null,
                ArtifactsRoom.manifest(room.upload(draft, Map.of("a", "1"))));
        for (String alias : List.of("early", "best", "latest")) {
            assertThat(room.find("digits:" + alias).orElseThrow().artifact()).isEqualTo(draft.id());
        }
    }

    @Test
    void aSecondCommitDoesNotReplaceTheManifestOfTheFirst() {
        Artifact draft = room.drafts.create(ADA, distributed());
        room.addManifest(
                draft,
                ContentStore.ManifestKind.PATCH,
                null,
                ArtifactsRoom.manifest(room.upload(draft, Map.of("one", "1"))));
        // after the manifests were read, before the own one is written
        room.meddling.before(
                "manifests",
                () -> room.meddling.before(
                        "get",
                        () -> room.finish(
                                draft,
                                ContentStore.ManifestKind.PATCH,
                                null,
                                ArtifactsRoom.manifest(room.upload(draft, Map.of("two", "2"))))));
        Artifact done = room.commits.commit(ADA, draft.id());

        assertThat(done.fileCount()).isEqualTo(2);
        assertThat(room.files.of(done, null, null, null).page().items())
                .extracting(ArtifactFiles.StoredFile::path)
                .containsExactly("one", "two");
    }

    @Test
    void filesOfALargeVersionAreListedRatherThanAskedForOneByOne() {
        Map<String, String> contents =
                IntStream.range(0, 400).boxed().collect(Collectors.toMap(i -> "file-" + i, i -> "content " + i));
        int before = room.objects.heads();
        assertThat(room.log("digits", contents).fileCount()).isEqualTo(400);
        assertThat(room.objects.heads() - before).isLessThan(10);

        Artifact draft = room.drafts.create(ADA, room.wanted("digits", "d"));
        Map<String, String> entries = room.upload(draft, contents);
        entries.replaceAll((path, entry) -> entry.replaceAll(
                "birthArtifactID\":\"[^\"]*",
                "birthArtifactID\":\"" + draft.id().global()));
        assertThatThrownBy(
                        () -> room.finish(draft, ContentStore.ManifestKind.FULL, null, ArtifactsRoom.manifest(entries)))
                .hasMessageContaining("was not uploaded");
    }

    private NewVersion distributed(String... aliases) {
        NewVersion plain = room.wanted("digits", "d");
        return new NewVersion(
                plain.entity(),
                plain.project(),
                plain.type(),
                plain.collection(),
                plain.run(),
                "d",
                null,
                null,
                List.of(aliases).stream()
                        .map(alias -> new NewVersion.AliasRequest(plain.collection(), alias))
                        .toList(),
                List.of(),
                null,
                null,
                true,
                "group-1",
                null,
                null,
                null);
    }

    @Test
    void repeatedCreationWithOneClientIdIsOneDraft() {
        NewVersion plain = room.wanted("digits", "d");
        NewVersion named = new NewVersion(
                plain.entity(),
                plain.project(),
                plain.type(),
                plain.collection(),
                plain.run(),
                "d",
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                true,
                null,
                "client-1",
                "sequence-1",
                null);
        Artifact one = room.drafts.create(ADA, named);

        assertThat(room.drafts.create(ADA, named).id()).isEqualTo(one.id());
        assertThat(room.usage.serverId("client-1")).contains(one.id().global());
        assertThat(room.usage.serverId("sequence-1")).contains(one.sequence().global());
    }

    @Test
    void typeOfACollectionCannotChangeByLogging() {
        room.log("digits", Map.of("a.txt", "one"));
        NewVersion other = new NewVersion(
                "team", "vision", "model", "digits", null, "d", null, null, List.of(), List.of(), null, null, true,
                null, null, null, null);
        assertThatThrownBy(() -> room.drafts.create(ADA, other))
                .hasMessageContaining("already exists with type 'dataset'; cannot create another with type 'model'");
    }

    @Test
    void unknownStorageRegionIsRefusedByName() {
        NewVersion elsewhere = new NewVersion(
                "team",
                "vision",
                "dataset",
                "digits",
                null,
                "d",
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                true,
                null,
                null,
                null,
                "moon-base-1");
        assertThatThrownBy(() -> room.drafts.create(ADA, elsewhere)).hasMessageContaining("moon-base-1");
    }

    /** To MySQL's collations a text is the same with further spaces at its end. */
    @Test
    void namesThatDifferByASpaceAtTheirEndAreTwo() {
        Artifact first = room.log("digits", Map.of("a.txt", "one"), "best");
        Artifact second = room.log("digits", Map.of("a.txt", "two"), "best ");
        assertThat(room.find("digits:best"))
                .get()
                .extracting(Membership::artifact)
                .isEqualTo(first.id());
        assertThat(room.find("digits:best "))
                .get()
                .extracting(Membership::artifact)
                .isEqualTo(second.id());
        assertThat(room.versions.aliasesOf(Set.of(second.id())).get(second.id()))
                .extracting(Alias::name)
                .contains("best ");
        Artifact elsewhere = room.log("digits ", Map.of("a.txt", "three"));
        assertThat(elsewhere.versionIndex()).isZero();
        assertThat(room.find("digits:latest"))
                .get()
                .extracting(Membership::artifact)
                .isEqualTo(second.id());
    }

    @Test
    void aliasMovesFromVersionToVersion() {
        Artifact first = room.log("digits", Map.of("a.txt", "one"), "best");
        Artifact second = room.log("digits", Map.of("a.txt", "two"));
        room.aliases.add(ADA, second.id(), List.of(new Place("team", "vision", "digits", "best")));

        assertThat(room.find("digits:best"))
                .get()
                .extracting(Membership::artifact)
                .isEqualTo(second.id());
        assertThat(room.versions.aliasesOf(Set.of(first.id()))).isEmpty();

        room.aliases.remove(ADA, second.id(), List.of(new Place("team", "vision", "digits", "best")));
        assertThat(room.find("digits:best")).isEmpty();
    }

    @Test
    void versionLikeAliasesAreRefused() {
        Artifact first = room.log("digits", Map.of("a.txt", "one"));
        assertThatThrownBy(
                        () -> room.aliases.add(ADA, first.id(), List.of(new Place("team", "vision", "digits", "v7"))))
                .hasMessageContaining("reserved");
    }

    @Test
    void writersThatRaceForAnAliasLeaveItOnOneVersion() throws Exception {
        List<Artifact> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(room.log("digits", Map.of("a.txt", "content " + i)));
        }
        inParallel(all, artifact -> {
            for (int i = 0; i < 20; i++) {
                room.aliases.add(ADA, artifact.id(), List.of(new Place("team", "vision", "digits", "best")));
            }
        });
        long holders = room.versions.aliasesOf(all.stream().map(Artifact::id).toList()).values().stream()
                .flatMap(List::stream)
                .filter(alias -> alias.name().equals("best"))
                .count();
        assertThat(holders).isOne();
    }

    @Test
    void writersThatRaceToCommitGetVersionsWithoutGaps() throws Exception {
        List<Integer> numbers = java.util.stream.IntStream.range(0, 12).boxed().toList();
        inParallel(numbers, i -> room.log("digits", Map.of("a.txt", "content " + i)));

        var all = room.catalog.of(room.find("digits").orElseThrow().collection(), null, null, 100, null);
        assertThat(all.page().items())
                .extracting(Membership::versionIndex)
                .containsExactly(11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
        assertThat(room.find("digits:latest"))
                .get()
                .extracting(Membership::versionIndex)
                .isEqualTo(11);
    }

    private static <T> void inParallel(List<T> all, java.util.function.Consumer<T> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> tasks = new ArrayList<>();
            all.forEach(each -> tasks.add(() -> {
                work.accept(each);
                return null;
            }));
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        }
    }

    @Test
    void aliasedVersionIsDeletedOnlyWithItsAliases() {
        Artifact first = room.log("digits", Map.of("a.txt", "one"));
        Artifact second = room.log("digits", Map.of("a.txt", "two"));

        assertThatThrownBy(() -> room.edits.delete(ADA, second.id(), false)).hasMessageContaining("latest");
        assertThat(room.edits.delete(ADA, second.id(), true).state()).isEqualTo(Artifact.State.DELETED);
        assertThat(room.find("digits:latest"))
                .get()
                .extracting(Membership::artifact)
                .isEqualTo(first.id());
        assertThat(room.find("digits:v1")).isEmpty();
        assertThat(room.log("digits", Map.of("a.txt", "three")).versionIndex()).isEqualTo(2);
    }

    @Test
    void linkPutsAVersionIntoAPortfolio() {
        Artifact logged = room.log("digits", Map.of("a.txt", "one"));
        Membership link = room.links.link(ADA, logged.id(), "team", "vision", "chosen", List.of("prod"));
        Membership again = room.links.link(ADA, logged.id(), "team", "vision", "chosen", List.of());

        assertThat(again).isEqualTo(link);
        assertThat(link.versionIndex()).isZero();
        assertThat(room.find("chosen:prod")).contains(link);
        assertThat(room.find("chosen:latest")).contains(link);
        assertThat(room.versions.membershipsOf(Set.of(logged.id())).get(logged.id()))
                .hasSize(2);

        room.links.unlink(ADA, logged.id(), link.collection());
        assertThat(room.find("chosen:prod")).isEmpty();
        assertThat(room.find("digits:v0")).isPresent();
        assertThatThrownBy(() -> room.links.unlink(ADA, logged.id(), logged.sequence()))
                .hasMessageContaining("use 'Artifact.delete' instead");
    }

    @Test
    void registryTakesOnlyItsTypes() {
        room.projects.registry("wandb-registry-model", Set.of("model"));
        Artifact logged = room.log("digits", Map.of("a.txt", "one"));
        assertThatThrownBy(() -> room.links.link(ADA, logged.id(), "org", "wandb-registry-model", "x", List.of()))
                .hasMessageContaining("does not take artifacts of type 'dataset'");
    }

    @Test
    void protectedAliasesAreMovedOnlyByThoseWhoManageTheRegistry() {
        var registry = room.projects.registry("wandb-registry-net", Set.of());
        Artifact first = room.log("digits", Map.of("a.txt", "one"));
        Artifact second = room.log("digits", Map.of("a.txt", "two"));
        assertThatThrownBy(() -> room.guarded.replace(ADA, registry.id(), List.of("prod")))
                .hasMessageContaining("manage the registry");
        room.projects.manage(registry.id());
        room.guarded.replace(ADA, registry.id(), List.of("prod", "stage"));
        assertThat(room.guarded.of(registry.id())).containsExactly("prod", "stage");
        Membership link = room.links.link(ADA, first.id(), "org", registry.name(), "chosen", List.of("prod"));

        room.projects.unmanage(registry.id());
        ArtifactAliases.Place prod = new ArtifactAliases.Place("org", registry.name(), "chosen", "prod");
        List<Runnable> refused = List.of(
                () -> room.links.link(ADA, second.id(), "org", registry.name(), "chosen", List.of("prod")),
                () -> room.aliases.remove(ADA, first.id(), List.of(prod)),
                () -> room.aliases.add(ADA, first.id(), List.of(prod)),
                () -> room.links.unlink(ADA, first.id(), link.collection()),
                () -> room.edits.delete(ADA, first.id(), true));
        refused.forEach(move -> assertThatThrownBy(move::run).hasMessageContaining("is protected"));
        room.links.link(ADA, second.id(), "org", registry.name(), "chosen", List.of("candidate"));
        assertThat(room.versions.byAlias(link.collection(), "prod"))
                .get()
                .extracting(Membership::artifact)
                .isEqualTo(first.id());
    }

    @Test
    void linkedVersionIsReadThroughTheRegistryAlone() {
        var registry = room.projects.registry("wandb-registry-data", Set.of());
        Artifact logged = room.log("digits", Map.of("a.txt", "one"));
        room.links.link(ADA, logged.id(), "org", registry.name(), "digits", List.of());
        room.projects.hide(logged.project());

        assertThat(room.lookup.artifact(ADA, logged.id())).isPresent();
        room.projects.hide(registry.id());
        assertThat(room.lookup.artifact(ADA, logged.id())).isEmpty();
    }

    @Test
    void allUsersOfAVersionAreListedWhenNobodySaysHowMany() {
        Artifact logged = room.log("digits", Map.of("a.txt", "one"));
        for (int run = 1; run <= 60; run++) {
            room.use.use(ADA, logged.id(), "team", "vision", "run" + run, null);
        }
        assertThat(room.catalog
                        .usedBy(logged.id(), ArtifactsContract::shown, null, null)
                        .page()
                        .items())
                .hasSize(60);
        assertThat(room.catalog
                        .usedBy(logged.id(), ArtifactsContract::shown, 7, null)
                        .page()
                        .items())
                .hasSize(7);
    }

    private static Map<RunId, RunId> shown(List<RunId> runs) {
        return runs.stream().collect(Collectors.toMap(run -> run, run -> run));
    }

    @Test
    void firstPagesOfManyRunsAreFoundAtOnce() {
        List<ArtifactId> versions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Artifact logged = room.log("digits", Map.of("a.txt", "content " + i));
            versions.add(logged.id());
            room.use.use(ADA, logged.id(), "team", "vision", "run2", null);
        }
        room.use.use(ADA, versions.getLast(), "team", "vision", "run3", null);

        var pages =
                room.catalog.ofRuns(ADA, List.of(new RunId(2), new RunId(3), new RunId(4)), UsageStore.Role.INPUT, 2);
        assertThat(pages.get(new RunId(2)).page().items())
                .extracting(Artifact::id)
                .isEqualTo(versions.subList(0, 2));
        assertThat(pages.get(new RunId(2)).page().hasNext()).isTrue();
        assertThat(pages.get(new RunId(2)).total().getAsInt()).isEqualTo(3);
        assertThat(pages.get(new RunId(3)).page().items())
                .extracting(Artifact::id)
                .containsExactly(versions.getLast());
        assertThat(pages.get(new RunId(4)).page().items()).isEmpty();
        assertThat(room.catalog
                        .ofRuns(ADA, List.of(new RunId(1)), UsageStore.Role.OUTPUT, null)
                        .get(new RunId(1))
                        .page()
                        .items())
                .extracting(Artifact::id)
                .isEqualTo(versions);
    }

    @Test
    void useShowsAtTheRunAndAtTheVersion() {
        Artifact logged = room.log("digits", Map.of("a.txt", "one"));
        room.use.use(ADA, logged.id(), "team", "vision", "run2", null);
        room.use.use(ADA, logged.id(), "team", "vision", "run2", "train");

        assertThat(room.catalog
                        .usedBy(logged.id(), ArtifactsContract::shown, null, null)
                        .page()
                        .items())
                .containsExactly(new RunId(2));
        assertThat(room.catalog
                        .ofRun(ADA, new RunId(2), UsageStore.Role.INPUT, null, null)
                        .page()
                        .items())
                .extracting(Artifact::id)
                .containsExactly(logged.id());
        assertThat(room.catalog
                        .ofRun(ADA, new RunId(1), UsageStore.Role.OUTPUT, null, null)
                        .page()
                        .items())
                .extracting(Artifact::id)
                .containsExactly(logged.id());
    }

    @Test
    void versionsArePagedFilteredAndOrdered() {
        for (int i = 0; i < 5; i++) {
            room.log("digits", Map.of("a.txt", "content " + i), i == 2 ? new String[] {"best"} : new String[0]);
        }
        CollectionId digits = room.find("digits").orElseThrow().collection();
        var first = room.catalog.of(digits, null, null, 2, null).page();
        var rest = room.catalog.of(digits, null, null, 10, first.endCursor()).page();

        assertThat(first.items()).extracting(Membership::versionIndex).containsExactly(4, 3);
        assertThat(first.hasNext()).isTrue();
        assertThat(rest.items()).extracting(Membership::versionIndex).containsExactly(2, 1, 0);
        assertThat(room.catalog
                        .of(digits, "{\"alias\":\"best\"}", null, null, null)
                        .page()
                        .items())
                .extracting(Membership::versionIndex)
                .containsExactly(2);
        assertThat(room.catalog
                        .of(digits, "{\"metadata.rows\":{\"$gte\":3}}", "+version_index", 3, null)
                        .page()
                        .items())
                .extracting(Membership::versionIndex)
                .containsExactly(0, 1, 2);
    }

    @Test
    void collectionsAreFilteredByTagAndName() {
        room.log("digits", Map.of("a.txt", "one"));
        room.log("letters", Map.of("a.txt", "one"));
        room.collectionEdits.addTags(ADA, "team", "vision", "letters", List.of("gold"));
        var project = room.projects.visible(ADA, "team", "vision").orElseThrow().id();

        assertThat(names(project, "{\"tag\":\"gold\"}", null)).containsExactly("letters");
        assertThat(names(project, "{}", "-name")).containsExactly("letters", "digits");
        assertThat(names(project, null, null)).containsExactly("digits", "letters");
    }

    private List<String> names(dev.selvedge.domain.projects.ProjectId project, String filters, String order) {
        return room
                .collectionCatalog
                .collections(new CollectionCatalog.Query(Set.of(project), null, Set.of(), filters, order, null, null))
                .page()
                .items()
                .stream()
                .map(ArtifactCollection::name)
                .toList();
    }

    @Test
    void deletedCollectionFreesItsName() {
        Artifact old = room.log("digits", Map.of("a.txt", "one"));
        room.collectionEdits.delete(ADA, old.sequence());
        assertThat(room.find("digits:v0")).isEmpty();

        Artifact fresh = room.log("digits", Map.of("a.txt", "one"));
        assertThat(fresh.id()).isNotEqualTo(old.id());
        assertThat(fresh.versionIndex()).isZero();
    }

    @Test
    void removalFreesOnlyBytesThatNobodyNeeds() {
        Artifact first = room.log("digits", Map.of("kept.txt", "shared", "gone.txt", "only here"));
        Artifact second = room.log("digits", Map.of("kept.txt", "shared"));
        room.edits.delete(ADA, first.id(), true);

        room.clock.pass(Duration.ofDays(3));
        room.cleanup.run();
        assertThat(room.stored(key(first, "only here"))).isTrue();

        room.clock.pass(Duration.ofDays(5));
        room.cleanup.run();
        assertThat(room.stored(key(first, "only here"))).isFalse();
        assertThat(room.stored(key(first, "shared"))).isTrue();
        assertThat(room.files.of(second, null, null, null).page().items()).hasSize(1);

        room.edits.delete(ADA, second.id(), true);
        room.clock.pass(Duration.ofDays(8));
        room.cleanup.run();
        assertThat(room.stored(key(first, "shared"))).isFalse();
    }

    @Test
    void abandonedDraftLeavesNothingBehind() {
        Artifact draft = room.drafts.create(ADA, room.wanted("digits", "d"));
        room.upload(draft, Map.of("a.txt", "one"));
        assertThat(room.stored(key(draft, "one"))).isTrue();
        for (int i = 0; i < 2; i++) {
            room.clock.pass(Duration.ofDays(8));
            room.cleanup.run();
        }
        assertThat(room.stored(key(draft, "one"))).isFalse();
    }

    /** Its client was told so between the look for old drafts and its turn. */
    @Test
    void draftThatWasFinishedMeanwhileIsNotAbandoned() {
        Artifact draft = room.drafts.create(ADA, room.wanted("digits", "d"));
        Artifact finished = room.log("digits", Map.of("a.txt", "one"));
        Instant later = room.clock.instant().plusSeconds(1);
        assertThat(room.versions.abandon(draft.id(), later.minusSeconds(1), later))
                .as("somebody is at work on it")
                .isFalse();
        assertThat(room.versions.abandon(finished.id(), later, later)).isFalse();
        assertThat(room.find("digits:v0")).isPresent();
        assertThat(room.versions.abandon(draft.id(), later, later)).isTrue();
        assertThat(room.versions.abandon(draft.id(), later, later)).isFalse();
    }

    @Test
    void versionExpiresUnlessItIsInARegistry() {
        var registry = room.projects.registry("wandb-registry-data", Set.of());
        Artifact plain = room.log("digits", Map.of("a.txt", "one"));
        Artifact registered = room.log("digits", Map.of("a.txt", "two"));
        room.links.link(ADA, registered.id(), "org", registry.name(), "digits", List.of());
        for (Artifact each : List.of(plain, registered)) {
            room.edits.update(ADA, each.id(), new ArtifactEdits.Edit(null, null, null, List.of(), List.of(), 3600L));
        }
        room.clock.pass(Duration.ofHours(2));
        room.cleanup.run();

        assertThat(room.find("digits:v0")).isEmpty();
        assertThat(room.find("digits:v1")).isPresent();
    }

    @Test
    void versionsThatNameNoTimeGoWhenTheirTeamSays() {
        Artifact usual = room.log("digits", Map.of("a.txt", "one"));
        Artifact lasting = room.log("digits", Map.of("a.txt", "two"));
        room.edits.update(ADA, lasting.id(), new ArtifactEdits.Edit(null, null, null, List.of(), List.of(), -2L));
        room.projects.lifetime = Duration.ofHours(1);
        assertThat(room.details.lifetimes(
                        List.of(usual, room.versions.get(Set.of(lasting.id())).get(lasting.id()))))
                .isEqualTo(Map.of(usual.id(), 3600L, lasting.id(), -2L));
        room.cleanup.run();
        assertThat(room.find("digits:v0")).as("not old enough").isPresent();
        room.clock.pass(Duration.ofHours(2));
        room.cleanup.run();

        assertThat(room.find("digits:v0")).isEmpty();
        assertThat(room.find("digits:v1")).as("says that it lives on").isPresent();
        room.trash.restore(ADA, usual.id());
        room.cleanup.run();
        assertThat(room.find("digits:v0")).as("brought back to stay").isPresent();
    }

    @Test
    void whatClientsMakeBesideARunOutlivesTheTimeOfItsTeam() {
        Artifact table = room.logTyped("run_table", "run-1-table", Map.of("t.json", "{}"));
        room.projects.lifetime = Duration.ofHours(1);
        room.clock.pass(Duration.ofHours(2));
        room.cleanup.run();
        assertThat(room.find("run-1-table:v0")).isPresent();
        assertThat(room.details.lifetimes(List.of(table))).isEqualTo(Map.of(table.id(), -2L));
    }

    @Test
    void onlyAdminsSayHowLongVersionsLiveWhereTheTeamWantsThat() {
        Artifact logged = room.log("digits", Map.of("a.txt", "one"));
        room.projects.onlyAdminsSetLifetimes = true;
        var hour = new ArtifactEdits.Edit(null, null, null, List.of(), List.of(), 3600L);
        assertThatThrownBy(() -> room.edits.update(ADA, logged.id(), hour)).isInstanceOf(Fault.class);
        // the time that it has anyway comes along with every change
        var same = new ArtifactEdits.Edit("about", null, null, List.of(), List.of(), -1L);
        assertThat(room.edits.update(ADA, logged.id(), same).description()).isEqualTo("about");
    }

    @Test
    void downloadRouteServesOnlyFilesOfTheNamedVersion() {
        Artifact logged = room.log("digits", Map.of("a.txt", "one"));
        Artifact other = room.log("digits", Map.of("a.txt", "two"));
        String one =
                java.util.HexFormat.of().formatHex(java.util.Base64.getDecoder().decode(ArtifactsRoom.md5("one")));

        assertThat(room.files.download(ADA, BASE, logged.id(), logged.id(), one, "a.txt"))
                .isPresent();
        assertThat(room.files.download(ADA, BASE, other.id(), logged.id(), one, "a.txt"))
                .isEmpty();
        room.projects.hide(logged.project());
        assertThat(room.files.download(ADA, BASE, logged.id(), logged.id(), one, "a.txt"))
                .isEmpty();
    }

    @Test
    void referencesAreListedAndLeadToTheirTarget() {
        Artifact target = room.log("digits", Map.of("a b.txt", "one"));
        Artifact draft = room.drafts.create(ADA, room.wanted("holder", "d"));
        String hex = java.util.HexFormat.of()
                .formatHex(java.util.Base64.getDecoder().decode(target.id().global()));
        Artifact holder = room.finish(
                draft,
                ContentStore.ManifestKind.FULL,
                null,
                ArtifactsRoom.manifest(Map.of(
                        "here",
                        "{\"digest\":\"x\",\"size\":3,\"ref\":\"wandb-artifact://" + hex + "/a%20b.txt\"}",
                        "there",
                        "{\"digest\":\"etag\",\"size\":3,\"ref\":\"s3://bucket/key\"}")));

        var files = room.files.of(holder, null, null, null).page().items();
        assertThat(room.files.url(ADA, BASE, files.get(0))).startsWith(BASE + "/");
        assertThat(room.files.url(ADA, BASE, files.get(1))).isEqualTo("s3://bucket/key");
        assertThat(files).extracting(ArtifactFiles.StoredFile::storagePath).containsOnlyNulls();
        room.projects.hide(target.project());
        assertThat(room.files.url(ADA, BASE, files.get(0))).startsWith("wandb-artifact://");
    }

    @Test
    void aReferenceNamesItsTargetAsItIsWritten() {
        Artifact target = room.log(
                "digits", Map.of("50%.png", "half", "a%20b", "named so", "a b", "with a space", "c+d e", "both"));
        String hex = java.util.HexFormat.of()
                .formatHex(java.util.Base64.getDecoder().decode(target.id().global()));
        Map<String, String> written = Map.of(
                "broken", "50%.png",
                "encoded", "c+d%20e",
                "literal", "a%20b",
                "plain", "a b",
                "nowhere", "99%zz");
        Map<String, String> entries = new TreeMap<>();
        written.forEach((name, path) -> entries.put(
                name, "{\"digest\":\"x\",\"size\":3,\"ref\":\"wandb-artifact://" + hex + "/" + path + "\"}"));
        Artifact holder = room.finish(
                room.drafts.create(ADA, room.wanted("holder", "d")),
                ContentStore.ManifestKind.FULL,
                null,
                ArtifactsRoom.manifest(entries));

        Map<String, String> led = room.files.of(holder, null, null, null).page().items().stream()
                .collect(Collectors.toMap(ArtifactFiles.StoredFile::path, file -> room.files.url(ADA, BASE, file)));
        Map<String, String> direct = room.files.of(target, null, null, null).page().items().stream()
                .collect(Collectors.toMap(ArtifactFiles.StoredFile::path, file -> room.files.url(ADA, BASE, file)));
        assertThat(led.get("broken")).isEqualTo(direct.get("50%.png"));
        assertThat(led.get("encoded")).isEqualTo(direct.get("c+d e"));
        assertThat(led.get("literal")).isEqualTo(direct.get("a%20b"));
        assertThat(led.get("plain")).isEqualTo(direct.get("a b"));
        assertThat(led.get("nowhere")).isEqualTo("wandb-artifact://" + hex + "/99%zz");
    }
}
