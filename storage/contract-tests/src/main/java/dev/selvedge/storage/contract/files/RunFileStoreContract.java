package dev.selvedge.storage.contract.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.files.FileId;
import dev.selvedge.domain.runs.files.NamePattern;
import dev.selvedge.domain.runs.files.RunFile;
import dev.selvedge.domain.runs.files.RunFileStore;
import dev.selvedge.domain.runs.files.RunFileStore.Upload;
import dev.selvedge.platform.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A store that is empty before each test. */
public abstract class RunFileStoreContract {

    private static final RunId RUN = new RunId(12);
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

    protected abstract RunFileStore store();

    protected abstract Transactions transactions();

    @Test
    void openingTwiceGivesTheSameFile() {
        RunFile first = open("a.txt");
        assertThat(open("a.txt")).isEqualTo(first);
        assertThat(first.isThere()).isFalse();
        assertThat(first.run()).isEqualTo(RUN);
        assertThat(store().open(new RunId(13), List.of("a.txt")).get("a.txt").id())
                .isNotEqualTo(first.id());
    }

    @Test
    void namesOfAnyKindAreTheirOwnFiles() {
        List<String> names = List.of(
                "a",
                "A",
                "a ",
                "ä",
                "a\u0308",
                "a//b",
                "a/b",
                "100%",
                "100_",
                "x;y",
                "x\\y",
                "日本/😀.txt",
                "n".repeat(1024));
        assertThat(store().open(RUN, names)).hasSize(names.size());
        assertThat(store().find(RUN, names).keySet()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(store().find(RUN, List.of("B", "a/"))).isEmpty();
    }

    @Test
    void thousandsOfNamesAreOpenedAtOnce() {
        List<String> names =
                IntStream.range(0, 2500).mapToObj(i -> "media/" + i + ".png").toList();
        open("media/7.png");
        assertThat(store().open(RUN, names)).hasSize(2500);
    }

    @Test
    void writersThatOpenTheSameNamesAtOnceGetTheSameFiles() throws Exception {
        List<String> names = IntStream.range(0, 20).mapToObj(i -> "f" + i).toList();
        List<Callable<List<FileId>>> writers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            writers.add(() -> transactions().inTransaction(() -> {
                var opened = store().open(RUN, names);
                return names.stream().map(name -> opened.get(name).id()).toList();
            }));
        }
        List<List<FileId>> results = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<FileId>> writer : executor.invokeAll(writers)) {
                results.add(writer.get());
            }
        }
        assertThat(results).allMatch(result -> result.equals(results.getFirst()));
    }

    @Test
    void contentIsKeptAndFoundByItsKey() {
        RunFile file = there("a.txt", "k1", 5);
        assertThat(file.content()).isEqualTo(new RunFile.Content("k1", 5, "bWQ1", "text/plain", NOW));
        assertThat(store().findByKey("k1")).contains(file);
        assertThat(store().findByKey("k2")).isEmpty();
        assertThat(store().find(List.of(file.id(), new FileId(999)))).containsExactly(file);
    }

    @Test
    void onlyFilesThatAreThereAreListedCountedAndSummed() {
        RunFile one = there("one.txt", "k1", 3);
        open("awaited.txt");
        RunFile two = there("two.txt", "k2", Integer.MAX_VALUE * 2L);
        assertThat(store().list(RUN, NamePattern.ALL, new FileId(0), 10)).containsExactly(one, two);
        assertThat(store().list(RUN, NamePattern.ALL, one.id(), 10)).containsExactly(two);
        assertThat(store().list(RUN, NamePattern.ALL, new FileId(0), 1)).containsExactly(one);
        assertThat(store().count(RUN, NamePattern.ALL)).isEqualTo(2);
        assertThat(store().totalSize(RUN)).isEqualTo(Integer.MAX_VALUE * 2L + 3);
        assertThat(store().count(new RunId(99), NamePattern.ALL)).isZero();
        assertThat(store().totalSize(new RunId(99))).isZero();
        assertThat(store().all(RUN, new FileId(0), 10)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "%.json, a.json, true",
        "%.json, a.jsonl, false",
        "%.json, A.JSON, false",
        "a%, a.json, true",
        "_.json, a.json, true",
        "_.json, ab.json, false",
        "%!%%, 100!%, true",
        "100\\%, 100%, true",
        "100\\%, 1000, false",
        "x\\_y, x_y, true",
        "x\\_y, xay, false",
        "x\\y, xy, true",
        "a\\, a\\, true",
        "a!b, a!b, true",
        "a\\!b, a!b, true",
        "%/%, media/x, true"
    })
    void patternsReadLikeMySql(String pattern, String name, boolean matches) {
        there(name, "k", 1);
        assertThat(store().count(RUN, NamePattern.of(pattern))).isEqualTo(matches ? 1 : 0);
        assertThat(store().list(RUN, NamePattern.of(pattern), new FileId(0), 10))
                .hasSize(matches ? 1 : 0);
    }

    @Test
    void awaitedUploadsAreFoundNewestFirstAndByAge() {
        FileId file = open("a.txt").id();
        Upload old = new Upload(file, "k1", NOW);
        Upload fresh = new Upload(file, "k2", NOW.plusSeconds(5));
        store().addUploads(List.of(old, fresh));
        assertThat(store().uploads(List.of(file))).containsExactly(fresh, old);
        assertThat(store().upload("k1")).contains(old);
        assertThat(store().upload("k3")).isEmpty();
        assertThat(store().uploadsBefore(NOW.plusSeconds(1), Optional.empty(), 10))
                .containsExactly(old);
        assertThat(store().uploadsBefore(NOW.plusSeconds(9), Optional.empty(), 10))
                .containsExactly(old, fresh);
        Upload sameTime = new Upload(file, "k0", NOW.plusSeconds(5));
        store().addUploads(List.of(sameTime));
        assertThat(store().uploadsBefore(NOW.plusSeconds(9), Optional.of(old), 1))
                .containsExactly(sameTime);
        assertThat(store().uploadsBefore(NOW.plusSeconds(9), Optional.of(sameTime), 10))
                .containsExactly(fresh);
        store().removeUploads(List.of("k0"));
        store().removeUploads(List.of("k1"));
        assertThat(store().uploads(List.of(file))).containsExactly(fresh);
    }

    @Test
    void aDeletedFileTakesItsUploadsAlong() {
        RunFile file = there("a.txt", "k1", 1);
        store().addUploads(List.of(new Upload(file.id(), "k2", NOW)));
        store().delete(List.of(file.id()));
        assertThat(store().find(List.of(file.id()))).isEmpty();
        assertThat(store().upload("k2")).isEmpty();
        assertThat(open("a.txt").id()).isNotEqualTo(file.id());
    }

    @Test
    void onlyFilesWithoutContentAndWithoutUploadsAreEmpty() {
        RunFile there = there("there", "k1", 1);
        RunFile awaited = open("awaited");
        store().addUploads(List.of(new Upload(awaited.id(), "k2", NOW)));
        RunFile empty = open("empty");
        store().deleteEmpty(List.of(there.id(), awaited.id(), empty.id()));
        assertThat(store().all(RUN, new FileId(0), 10))
                .extracting(RunFile::name)
                .containsExactly("there", "awaited");
    }

    @Test
    void runsWithFilesAreWalkedInOrder() {
        for (long run : new long[] {5, 3, 9}) {
            store().open(new RunId(run), List.of("a", "b"));
        }
        assertThat(store().runsWithFiles(new RunId(0), 2)).containsExactly(new RunId(3), new RunId(5));
        assertThat(store().runsWithFiles(new RunId(5), 2)).containsExactly(new RunId(9));
    }

    @Test
    void discardedObjectsAreDueAtTheirTimeAndMayBeDiscardedTwice() {
        store().discard(List.of("k1", "k2"), NOW);
        store().discard(List.of("k2", "k3"), NOW.plusSeconds(60));
        assertThat(store().discarded(NOW.minusSeconds(1), 10)).isEmpty();
        assertThat(store().discarded(NOW, 10)).containsExactlyInAnyOrder("k1", "k2");
        store().forgetDiscarded(List.of("k1", "k2"));
        assertThat(store().discarded(NOW.plusSeconds(60), 10)).containsExactly("k3");
    }

    private RunFile open(String name) {
        return store().open(RUN, List.of(name)).get(name);
    }

    private RunFile there(String name, String key, long size) {
        FileId id = open(name).id();
        store().setContent(id, new RunFile.Content(key, size, "bWQ1", "text/plain", NOW));
        return transactions().inTransaction(() -> store().lock(id)).orElseThrow();
    }
}
