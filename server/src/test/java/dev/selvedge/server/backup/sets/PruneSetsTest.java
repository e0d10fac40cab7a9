package dev.selvedge.server.backup.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.server.backup.BackupFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes, what stays, and what is not touched. */
class PruneSetsTest {

    private static final Instant NEWEST = Instant.parse("2026-11-25T03:00:00Z");

    @TempDir
    private Path folder;

    private Place place;

    @BeforeEach
    void open() {
        place = Place.open(folder.toString());
    }

    private void set(Instant at, String... keys) throws IOException {
        String id = CreateSet.ID.format(at);
        SetWriter writer = new SetWriter(place, id);
        try (ObjectIndex objects = new ObjectIndex(folder)) {
            for (String key : keys) {
                place.store().put(Place.object(key), new ByteArrayInputStream(key.getBytes()), key.length());
                String sum = dev.selvedge.server.backup.Sums.of(
                        new ByteArrayInputStream(key.getBytes()), java.io.OutputStream.nullOutputStream());
                objects.put(key, new Transfer.Content(sum, key.length()).toString());
            }
            writer.addObjects(objects, folder);
        }
        writer.end(new SetManifest(1, id, at, "1", "MYSQL", Map.of(), keys.length, 0, 0, writer.endSums()));
    }

    private List<String> objects() throws IOException {
        try (var found = place.store().list(Place.object(""))) {
            return found.map(ObjectStore.Meta::key).sorted().toList();
        }
    }

    @Test
    void theLastOfEachDayIsKeptAndObjectsThatNoSetNeedsAnyMoreGo() throws IOException {
        for (int day = 0; day < 10; day++) {
            set(NEWEST.minus(Duration.ofDays(day)), "all", "day-" + day);
        }
        set(NEWEST.minus(Duration.ofHours(2)), "all", "same-day");
        List<String> gone = PruneSets.run(place, 7, 0, 0, folder);
        assertThat(gone)
                .containsExactlyInAnyOrder(
                        "20261125T010000Z", "20261118T030000Z", "20261117T030000Z", "20261116T030000Z");
        assertThat(place.ids()).hasSize(7);
        assertThat(objects())
                .hasSize(8)
                .contains("objects/all", "objects/day-6")
                .doesNotContain("objects/day-7");
        VerifySet.run(SetReader.open(place, "20261119T030000Z"), 100, folder);
    }

    @Test
    void lessThanAWeekIsRefused() throws IOException {
        set(NEWEST, "a");
        assertThatThrownBy(() -> PruneSets.run(place, 6, 8, 6, folder))
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining("At least 7");
    }

    @Test
    void nothingGoesWhenTheNewestIsDamaged() throws IOException {
        set(NEWEST.minus(Duration.ofHours(1)), "a");
        set(NEWEST, "b");
        place.store().delete(List.of(Place.object("b")));
        assertThatThrownBy(() -> PruneSets.run(place, 7, 0, 0, folder)).hasMessageContaining("b is missing");
        assertThat(place.ids()).hasSize(2);
    }

    @Test
    void whatABackupThatWasCutOffLeftGoes() throws IOException {
        set(NEWEST, "a");
        place.store().put("sets/20261124T000000Z/schema.json", new ByteArrayInputStream(new byte[2]), 2);
        place.store().put(Place.object("half"), new ByteArrayInputStream(new byte[2]), 2);
        assertThat(PruneSets.run(place, 7, 0, 0, folder)).isEmpty();
        assertThat(objects()).containsExactly("objects/a");
        try (var left = place.store().list("sets/20261124T000000Z/")) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aCopyElsewhereIsWholeAndASecondOneTakesOnlyWhatIsNew() throws IOException {
        set(NEWEST.minus(Duration.ofDays(1)), "a", "b");
        set(NEWEST, "b", "c");
        Place other =
                Place.open(Files.createDirectories(folder.resolve("other")).toString());
        assertThat(CopySet.run(place, "20261124T030000Z", other, folder)).isEqualTo(2);
        assertThat(CopySet.run(place, "20261125T030000Z", other, folder)).isEqualTo(1);
        VerifySet.run(SetReader.open(other, "20261125T030000Z"), 100, folder);
    }
}
