package dev.selvedge.storage.contract.artifacts;

import static dev.selvedge.storage.contract.artifacts.ArtifactsRoom.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.artifacts.Artifact;
import dev.selvedge.domain.artifacts.ArtifactCheck;
import dev.selvedge.domain.artifacts.ArtifactCheck.Trouble;
import dev.selvedge.domain.artifacts.ArtifactId;
import dev.selvedge.domain.artifacts.CollectionActionStore;
import dev.selvedge.domain.artifacts.CollectionStore;
import dev.selvedge.domain.artifacts.ContentStore;
import dev.selvedge.domain.artifacts.ProtectedAliasStore;
import dev.selvedge.domain.artifacts.UsageStore;
import dev.selvedge.domain.artifacts.VersionStore;
import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows and bytes of artifacts stay in step, also when a step fails half way. */
public abstract class ArtifactRemovalContract {

    private ArtifactsRoom room;

    protected abstract CollectionStore collections();

    protected abstract VersionStore versions();

    protected abstract ContentStore content();

    protected abstract UsageStore usage();

    protected abstract ProtectedAliasStore guardedAliases();

    protected abstract CollectionActionStore actions();

    protected abstract Transactions transactions();

    /** Makes the database say so of a project. */
    protected abstract void deleteProject(ProjectId id, Instant at);

    @BeforeEach
    void room() {
        room = new ArtifactsRoom(
                collections(), versions(), content(), usage(), guardedAliases(), actions(), transactions());
    }

    private List<ArtifactCheck.Finding> findings() {
        List<ArtifactCheck.Finding> found = new ArrayList<>();
        room.check.run(found::add);
        return found;
    }

    private void later(Duration duration) {
        room.clock.pass(duration);
    }

    @Test
    void aRemovalThatIsCutOffIsFinishedByTheNextOne() {
        Artifact first = room.log("digits", Map.of("kept.txt", "shared", "gone.txt", "only here"));
        Artifact second = room.log("digits", Map.of("kept.txt", "shared"));
        room.edits.delete(ADA, first.id(), true);
        later(Duration.ofDays(8));
        int before = room.objects.keys().size();

        room.objects.failRemovalAfter(0);
        assertThatThrownBy(room.cleanup::run).hasMessageContaining("out of reach");
        assertThat(room.objects.keys()).hasSize(before);
        assertThat(findings()).as("what is noted for removal is no leak").isEmpty();

        room.cleanup.run();
        assertThat(findings()).isEmpty();
        assertThat(room.objects.keys()).hasSize(before - 3);
        assertThat(room.files.of(second, null, null, null).page().items()).hasSize(1);
    }

    @Test
    void aCommitThatIsCutOffBetweenManifestAndRowsCanBeRepeatedOrGivenUp() {
        Artifact draft = room.drafts.create(ADA, room.wanted("digits", "d"));
        Map<String, String> entries = room.upload(draft, Map.of("a.txt", "one"));
        room.addManifest(draft, ContentStore.ManifestKind.FULL, null, ArtifactsRoom.manifest(entries));
        room.put(key(draft, "manifest.json"), "{\"version\":1,\"contents\":{}}");
        assertThat(findings()).isEmpty();

        assertThat(room.commits.commit(ADA, draft.id()).fileCount()).isOne();
        assertThat(findings()).isEmpty();

        Artifact other = room.drafts.create(ADA, room.wanted("digits", "e"));
        room.put(key(other, "manifest.json"), "{}");
        for (int i = 0; i < 2; i++) {
            later(Duration.ofDays(8));
            room.cleanup.run();
        }
        assertThat(room.objects.keys()).doesNotContain(key(other, "manifest.json"));
        assertThat(findings()).isEmpty();
    }

    @Test
    void aPurgeThatIsCutOffForgetsNoBytes() {
        Artifact version = room.log("digits", Map.of("a.txt", "one"));
        room.edits.delete(ADA, version.id(), true);
        later(Duration.ofDays(8));
        room.meddling.before("dependents", () -> {
            throw new IllegalStateException("cut off");
        });
        assertThatThrownBy(room.cleanup::run).hasMessage("cut off");
        room.cleanup.run();
        assertThat(room.objects.keys()).isEmpty();
    }

    @Test
    void aFileThatAPurgedVersionKeepsForNobodyIsALeak() {
        Artifact version = room.log("digits", Map.of("a.txt", "one"));
        room.edits.delete(ADA, version.id(), true);
        room.content.markPurged(version.id(), room.clock.instant());
        assertThat(findings())
                .extracting(ArtifactCheck.Finding::trouble)
                .as("the file and two manifests")
                .containsExactly(Trouble.LEAKED_OBJECT, Trouble.LEAKED_OBJECT, Trouble.LEAKED_OBJECT);
    }

    @Test
    void aDraftThatBorrowedAndWasGivenUpHoldsNothingBack() {
        Artifact lender = room.log("digits", Map.of("a.txt", "one"));
        Artifact draft = room.drafts.create(ADA, room.wanted("digits", "d"));
        room.upload(draft, Map.of("a.txt", "one"));
        room.edits.delete(ADA, lender.id(), true);
        later(Duration.ofDays(8));
        room.cleanup.run();
        assertThat(room.objects.keys()).isEmpty();
    }

    @Test
    void aBucketThatIsAwayHoldsUpNobodyElsesRemoval() {
        room.place = Optional.of(new PlaceId(3));
        for (int i = 0; i < 201; i++) {
            Artifact draft = room.drafts.create(ADA, room.wanted("digits", "d" + i));
            room.edits.delete(ADA, draft.id(), true);
        }
        room.place = Optional.empty();
        Artifact atHome = room.log("digits", Map.of("a.txt", "one"));
        room.edits.delete(ADA, atHome.id(), true);
        later(Duration.ofDays(8));
        room.objects.awayBelow("at/3/");
        room.cleanup.run();
        assertThat(room.objects.keys()).isEmpty();
        assertThat(room.content.purgeable(room.clock.instant(), new ArtifactId(0), 300))
                .hasSize(201);

        room.objects.awayBelow(null);
        room.cleanup.run();
        assertThat(room.content.purgeable(room.clock.instant(), new ArtifactId(0), 300))
                .isEmpty();
    }

    @Test
    void aBorrowerInABucketThatIsAwayHoldsUpItsLenderOnly() {
        Artifact lender = room.log("digits", Map.of("a.txt", "one"));
        room.place = Optional.of(new PlaceId(3));
        Artifact borrower = room.log("digits", Map.of("a.txt", "one", "b.txt", "two"));
        room.place = Optional.empty();
        Artifact other = room.log("digits", Map.of("c.txt", "three"));
        room.edits.delete(ADA, lender.id(), true);
        room.edits.delete(ADA, other.id(), true);
        later(Duration.ofDays(8));
        room.objects.awayBelow("at/3/");
        room.cleanup.run();
        assertThat(room.objects.keys()).noneMatch(key -> key.startsWith(key(other, "")));
        assertThat(room.objects.keys()).anyMatch(key -> key.startsWith(key(lender, "")));

        room.objects.awayBelow(null);
        room.cleanup.run();
        assertThat(room.objects.keys()).doesNotContain(key(lender, "manifest.json"));
        assertThat(room.files.of(borrower, null, null, null).page().items()).hasSize(2);
        assertThat(findings()).isEmpty();
    }

    @Test
    void theCheckTellsOfABucketThatIsAwayAndGoesOn() throws Exception {
        room.place = Optional.of(new PlaceId(3));
        room.log("digits", Map.of("a.txt", "one"));
        room.log("digits", Map.of("a.txt", "two"));
        room.place = Optional.empty();
        Artifact broken = room.log("digits", Map.of("b.txt", "three"));
        room.objects.delete(List.of(key(broken, "manifest.json")));
        room.objects.awayBelow("at/3/");
        assertThat(findings())
                .containsExactly(
                        new ArtifactCheck.Finding(Trouble.UNREACHABLE_PLACE, null, "at/3/"),
                        new ArtifactCheck.Finding(Trouble.MISSING_MANIFEST, broken.id(), key(broken, "manifest.json")));
    }

    @Test
    void versionsOfADeletedProjectGoExceptThoseInARegistry() {
        var registry = room.projects.registry("wandb-registry-data", Set.of());
        Artifact plain = room.log("digits", Map.of("a.txt", "one"));
        Artifact registered = room.log("digits", Map.of("b.txt", "two"));
        room.links.link(ADA, registered.id(), "org", registry.name(), "digits", List.of());
        room.projects.hide(plain.project());
        deleteProject(plain.project(), room.clock.instant());
        later(Duration.ofDays(6));
        room.cleanup.run();
        assertThat(state(plain)).isEqualTo(Artifact.State.COMMITTED);
        later(Duration.ofDays(2));
        room.cleanup.run();
        assertThat(state(plain)).isEqualTo(Artifact.State.DELETED);
        assertThat(state(registered)).isEqualTo(Artifact.State.COMMITTED);
        later(Duration.ofDays(8));
        room.cleanup.run();
        assertThat(room.objects.keys()).hasSize(3).allMatch(key -> key.startsWith(key(registered, "")));
        assertThat(findings()).isEmpty();
    }

    private Artifact.State state(Artifact artifact) {
        return room.versions.get(Set.of(artifact.id())).get(artifact.id()).state();
    }

    @Test
    void aDraftThatIsCommittedWhileItIsGivenUpIsKept() {
        Artifact draft = room.drafts.create(ADA, room.wanted("digits", "d"));
        Map<String, String> entries = room.upload(draft, Map.of("a.txt", "one"));
        room.addManifest(draft, ContentStore.ManifestKind.FULL, null, ArtifactsRoom.manifest(entries));
        later(Duration.ofDays(8));
        room.meddling.before("abandon", () -> room.commits.commit(ADA, draft.id()));
        room.cleanup.run();
        assertThat(state(draft)).isEqualTo(Artifact.State.COMMITTED);
        assertThat(room.find("digits:latest").orElseThrow().artifact()).isEqualTo(draft.id());
    }

    @Test
    void aDraftThatIsCommittedWhileItIsDeletedLeavesItsCollection() {
        Artifact draft = room.drafts.create(ADA, room.wanted("digits", "d"));
        Map<String, String> entries = room.upload(draft, Map.of("a.txt", "one"));
        room.addManifest(draft, ContentStore.ManifestKind.FULL, null, ArtifactsRoom.manifest(entries));
        room.meddling.before("lock", () -> room.commits.commit(ADA, draft.id()));
        room.edits.delete(ADA, draft.id(), true);
        assertThat(state(draft)).isEqualTo(Artifact.State.DELETED);
        assertThat(room.find("digits:latest")).isEmpty();
    }

    @Test
    void aVersionThatIsDeletedMeanwhileIsNotLinked() {
        Artifact version = room.log("digits", Map.of("a.txt", "one"));
        room.meddling.before("find", () -> room.edits.delete(ADA, version.id(), true));
        assertThatThrownBy(() -> room.links.link(ADA, version.id(), "team", "vision", "chosen", List.of()))
                .hasMessageContaining("is deleted");
        assertThat(room.find("chosen:latest")).isEmpty();
    }

    @Test
    void aVersionThatIsLinkedWhileItIsDeletedTakesTheLinkAlong() {
        Artifact version = room.log("digits", Map.of("a.txt", "one"));
        room.meddling.before(
                "lock", () -> room.links.link(ADA, version.id(), "team", "vision", "chosen", List.of("best")));
        room.edits.delete(ADA, version.id(), true);
        assertThat(state(version)).isEqualTo(Artifact.State.DELETED);
        assertThat(room.find("chosen:latest")).isEmpty();
        assertThat(room.find("chosen:best")).isEmpty();
    }

    @Test
    void aVersionThatIsLinkedIntoARegistryWhileItExpiresLivesOn() {
        var registry = room.projects.registry("wandb-registry-data", Set.of());
        Artifact version = room.log("digits", Map.of("a.txt", "one"));
        room.projects.lifetime = Duration.ofHours(1);
        later(Duration.ofHours(2));
        room.meddling.before(
                "lock", () -> room.links.link(ADA, version.id(), "org", registry.name(), "digits", List.of()));
        room.cleanup.run();
        assertThat(state(version)).isEqualTo(Artifact.State.COMMITTED);
    }

    @Test
    void deletedVersionsAreWholeUntilTheirTimeIsOver() {
        Artifact version = room.log("digits", Map.of("a.txt", "one"));
        room.edits.delete(ADA, version.id(), true);
        later(Duration.ofDays(6));
        room.cleanup.run();
        assertThat(room.objects.keys()).isNotEmpty();
        assertThat(findings()).isEmpty();
        later(Duration.ofDays(2));
        room.cleanup.run();
        assertThat(room.objects.keys()).isEmpty();
    }

    @Test
    void bytesLieWhereTheTeamsObjectsWentWhenTheVersionWasBegunAndGoFromThere() {
        Artifact atHome = room.log("digits", Map.of("shared.txt", "one"));
        room.place = Optional.of(new PlaceId(3));
        Artifact elsewhere = room.log("digits", Map.of("shared.txt", "one", "new.txt", "two"));
        assertThat(elsewhere.place()).contains(new PlaceId(3));
        assertThat(room.objects.keys().stream().filter(key -> key.startsWith("at/3/wandb_artifacts/")))
                .as("the new file and two manifests; what is shared stays where it is")
                .hasSize(3);
        room.place = Optional.empty();
        assertThat(room.files.of(elsewhere, null, null, null).page().items())
                .as("the path that clients see names no place")
                .allSatisfy(file -> assertThat(file.storagePath()).startsWith("wandb_artifacts/"));
        assertThat(findings()).isEmpty();
        room.edits.delete(ADA, elsewhere.id(), true);
        later(Duration.ofDays(8));
        room.cleanup.run();
        assertThat(room.objects.keys()).isNotEmpty().noneMatch(key -> key.startsWith("at/"));
        assertThat(room.files.of(atHome, null, null, null).page().items()).hasSize(1);
        assertThat(findings()).isEmpty();
    }

    @Test
    void aDeletedVersionComesBackUnderItsNumberWithItsFilesAndFreeAliases() {
        Artifact first = room.log("digits", Map.of("a.txt", "one"), "best", "old");
        Artifact second = room.log("digits", Map.of("a.txt", "two"));
        room.edits.delete(ADA, second.id(), true);
        room.edits.delete(ADA, first.id(), true);
        Artifact third = room.log("digits", Map.of("a.txt", "three"), "best");
        assertThat(room.trash.of(ADA, first.project(), null, null).items())
                .extracting(each -> each.artifact().id())
                .containsExactly(second.id(), first.id());

        Artifact restored = room.trash.restore(ADA, first.id());
        assertThat(restored.committed()).isTrue();
        assertThat(room.find("digits:v0").orElseThrow().artifact()).isEqualTo(first.id());
        assertThat(room.find("digits:old").orElseThrow().artifact()).isEqualTo(first.id());
        assertThat(room.find("digits:best").orElseThrow().artifact())
                .as("taken meanwhile")
                .isEqualTo(third.id());
        assertThat(room.find("digits:latest").orElseThrow().artifact()).isEqualTo(third.id());
        assertThat(room.trash.restore(ADA, first.id()).committed()).as("again").isTrue();

        later(Duration.ofDays(8));
        room.cleanup.run();
        assertThat(room.files.of(first, null, null, null).page().items()).hasSize(1);
        assertThat(findings()).isEmpty();
        assertThat(room.trash.of(ADA, first.project(), null, null).items()).isEmpty();
        assertThatThrownBy(() -> room.trash.restore(ADA, second.id())).hasMessageContaining("its files are gone");
    }

    @Test
    void theNewestVersionIsTheLatestAgain() {
        Artifact only = room.log("digits", Map.of("a.txt", "one"));
        room.edits.delete(ADA, only.id(), true);
        assertThat(room.find("digits:latest")).isEmpty();
        room.trash.restore(ADA, only.id());
        assertThat(room.find("digits:latest").orElseThrow().artifact()).isEqualTo(only.id());
    }

    @Test
    void aDeletedCollectionComesBackWithItsFirstVersionUnlessItsNameIsTaken() {
        Artifact one = room.log("digits", Map.of("a.txt", "one"));
        Artifact two = room.log("digits", Map.of("a.txt", "two"));
        room.collectionEdits.delete(ADA, one.sequence());
        room.trash.restore(ADA, one.id());
        assertThat(room.find("digits:v0")).isPresent();
        assertThat(room.find("digits:v1")).isEmpty();

        room.collectionEdits.delete(ADA, one.sequence());
        room.log("digits", Map.of("a.txt", "other"));
        assertThatThrownBy(() -> room.trash.restore(ADA, two.id())).hasMessageContaining("already");
        assertThat(room.trash.of(ADA, one.project(), null, null).items()).hasSize(2);
    }

    @Test
    void aVersionWhoseCollectionIsDeletedWhileItIsUploadedIsThereOnceItIsCommitted() {
        Artifact one = room.log("digits", Map.of("a.txt", "one"));
        Artifact draft = room.drafts.create(ADA, room.wanted("digits", ArtifactsRoom.digest(Map.of("a.txt", "two"))));
        String manifest = ArtifactsRoom.manifest(room.upload(draft, Map.of("a.txt", "two")));
        room.collectionEdits.delete(ADA, one.sequence());

        room.finish(draft, ContentStore.ManifestKind.FULL, null, manifest);
        assertThat(room.find("digits:latest").orElseThrow().artifact()).isEqualTo(draft.id());
    }

    @Test
    void aVersionOfADeletedCollectionWhoseNameIsTakenIsRefusedRatherThanLost() {
        Artifact one = room.log("digits", Map.of("a.txt", "one"));
        Artifact draft = room.drafts.create(ADA, room.wanted("digits", ArtifactsRoom.digest(Map.of("a.txt", "two"))));
        String manifest = ArtifactsRoom.manifest(room.upload(draft, Map.of("a.txt", "two")));
        room.collectionEdits.delete(ADA, one.sequence());
        room.log("digits", Map.of("a.txt", "other"));

        assertThatThrownBy(() -> room.finish(draft, ContentStore.ManifestKind.FULL, null, manifest))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.CONFLICT))
                .hasMessageContaining("log the artifact again");
    }

    @Test
    void whatABorrowerNeedsStaysWhenTheBorrowerComesBack() {
        Artifact lender = room.log("digits", Map.of("a.txt", "one", "b.txt", "two"));
        Artifact borrower = room.log("digits", Map.of("a.txt", "one"));
        room.edits.delete(ADA, lender.id(), true);
        later(Duration.ofDays(4));
        room.edits.delete(ADA, borrower.id(), true);
        later(Duration.ofDays(4));
        room.cleanup.run();
        room.trash.restore(ADA, borrower.id());
        later(Duration.ofDays(8));
        room.cleanup.run();
        assertThat(findings()).isEmpty();
        assertThat(room.files.of(borrower, null, null, null).page().items()).hasSize(1);
    }

    @Test
    void aVersionWhoseTimeToLiveIsOverLivesOnAfterItWasRestored() {
        Artifact version = room.log("digits", Map.of("a.txt", "one"));
        room.edits.update(
                ADA,
                version.id(),
                new dev.selvedge.domain.artifacts.ArtifactEdits.Edit(null, null, null, List.of(), List.of(), 3600L));
        later(Duration.ofDays(1));
        room.cleanup.run();
        assertThat(room.find("digits:v0")).isEmpty();
        room.trash.restore(ADA, version.id());
        room.cleanup.run();
        assertThat(room.find("digits:v0")).isPresent();
    }

    @Test
    void aDraftThatWasGivenUpIsNoVersionToRestore() {
        Artifact draft = room.drafts.create(ADA, room.wanted("digits", "d"));
        later(Duration.ofDays(8));
        room.cleanup.run();
        assertThat(room.trash.of(ADA, draft.project(), null, null).items()).isEmpty();
        assertThatThrownBy(() -> room.trash.restore(ADA, draft.id())).hasMessageContaining("never finished");
    }

    @Test
    void theCheckNamesWhatIsMissingAndWhatNothingLeadsTo() throws Exception {
        Artifact whole = room.log("digits", Map.of("a.txt", "one"));
        Artifact borrows = room.log("digits", Map.of("a.txt", "one", "b.txt", "two"));
        String file = room.objects.keys().stream()
                .filter(key -> key.startsWith(key(whole, "")) && !key.contains("manifest"))
                .findFirst()
                .orElseThrow();
        room.objects.delete(List.of(file, key(borrows, "manifest.json")));
        room.put("wandb_artifacts/1/999999/" + "a".repeat(32), "nobody's");
        room.put("wandb_artifacts/odd", "nobody's");

        assertThat(findings())
                .containsExactlyInAnyOrder(
                        new ArtifactCheck.Finding(Trouble.MISSING_FILE, whole.id(), file),
                        new ArtifactCheck.Finding(
                                Trouble.MISSING_MANIFEST, borrows.id(), key(borrows, "manifest.json")),
                        new ArtifactCheck.Finding(
                                Trouble.LEAKED_OBJECT,
                                new dev.selvedge.domain.artifacts.ArtifactId(999999),
                                "wandb_artifacts/1/999999/" + "a".repeat(32)),
                        new ArtifactCheck.Finding(Trouble.LEAKED_OBJECT, null, "wandb_artifacts/odd"));
    }

    private static String key(Artifact artifact, String name) {
        return "wandb_artifacts/" + artifact.project().value() + "/"
                + artifact.id().value() + "/" + name;
    }
}
