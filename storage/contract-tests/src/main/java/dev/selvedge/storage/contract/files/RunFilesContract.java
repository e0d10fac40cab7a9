package dev.selvedge.storage.contract.files;

import static dev.selvedge.storage.contract.files.FakeFileAccess.ADA;
import static dev.selvedge.storage.contract.files.FakeFileAccess.BOB;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.objects.Grant;
import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.files.FileContents;
import dev.selvedge.domain.runs.files.FileId;
import dev.selvedge.domain.runs.files.NamePattern;
import dev.selvedge.domain.runs.files.RunFile;
import dev.selvedge.domain.runs.files.RunFileDeletes;
import dev.selvedge.domain.runs.files.RunFileJanitor;
import dev.selvedge.domain.runs.files.RunFileQueries;
import dev.selvedge.domain.runs.files.RunFileStore;
import dev.selvedge.domain.runs.files.RunFileUploads;
import dev.selvedge.domain.runs.files.RunFileUploads.Place;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.contract.Meddling;
import dev.selvedge.storage.contract.MovableClock;
import dev.selvedge.storage.contract.objects.InMemoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The room of run files on a store that is empty before each test. */
public abstract class RunFilesContract {

    private static final String BASE = "http://host";

    private final MovableClock clock = new MovableClock();
    private final UrlSigner signer = new UrlSigner("a key for tests, 32 bytes or more".getBytes(UTF_8), null, clock);
    private final InMemoryObjectStore objects = new InMemoryObjectStore(signer);
    private final FakeFileAccess access = new FakeFileAccess();
    private final Run run = access.add("r1");
    private final Meddling meddling = new Meddling();
    private Optional<PlaceId> where = Optional.empty();
    private RunFileStore store;
    private FileContents contents;
    private RunFileUploads uploads;
    private RunFileQueries queries;
    private RunFileDeletes deletes;
    private RunFileJanitor janitor;

    protected abstract RunFileStore store();

    protected abstract Transactions transactions();

    @BeforeEach
    void room() {
        store = meddling.with(RunFileStore.class, store());
        contents = new FileContents(store, objects, transactions(), clock);
        uploads = new RunFileUploads(store, contents, access, objects, project -> where, transactions(), clock);
        queries = new RunFileQueries(store, access, objects);
        deletes = new RunFileDeletes(store, access, transactions(), clock);
        janitor = new RunFileJanitor(store, contents, access, objects, transactions(), clock, Duration.ofDays(7));
    }

    @Test
    void oneAnswerPerNameInOrderAlsoForRepeatedOnes() {
        List<String> names = List.of("b.txt", "a.txt", "media/x y%.png", "b.txt", "./c.txt");
        assertThat(create(names)).extracting(Place::name).containsExactlyElementsOf(names);
    }

    @Test
    void aFileIsThereOnceItsUploadHasEnded() throws IOException {
        Place place = create("train log.txt");
        assertThat(queries.find(run, "train log.txt")).isEmpty();
        assertThat(queries.count(run, NamePattern.ALL)).isZero();
        put(place, "hello");
        RunFile file = queries.find(run, "train log.txt").orElseThrow();
        assertThat(file.content().size()).isEqualTo(5);
        assertThat(file.content().md5()).isEqualTo("XUFAKrxLKna5cZ2REBfFkg==");
        assertThat(file.content().mimetype()).isEqualTo("text/plain");
        assertThat(file.content().updatedAt()).isEqualTo(clock.instant());
        assertThat(queries.find(run, "./train log.txt")).contains(file);
    }

    @Test
    void anUploadIsAlsoThereWhenOnlyTheClientSaysSo() throws IOException {
        Place place = create("a.txt");
        objects.put(key(place), stream("direct"), -1);
        contents.markUploaded(run.id(), List.of("a.txt", "never heard of"));
        assertThat(read("a.txt")).isEqualTo("direct");
        create("b.txt");
        uploads.markUploaded(ADA, "ada", "p", "r1", List.of("b.txt"));
        assertThat(queries.find(run, "b.txt")).isEmpty();
    }

    @Test
    void whileTheStoreIsAwayTheClientIsAskedToTryAgain() throws IOException {
        Place place = create("a.txt");
        objects.put(key(place), stream("direct"), -1);
        objects.away(true);
        assertThatThrownBy(() -> contents.markUploaded(run.id(), List.of("a.txt")))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.UNAVAILABLE));
        objects.away(false);
        contents.markUploaded(run.id(), List.of("a.txt"));
        assertThat(read("a.txt")).isEqualTo("direct");
    }

    @Test
    void aNewerUploadWinsAndTheOlderObjectGoesLater() throws IOException {
        Place first = create("live.log");
        put(first, "one");
        Place second = create("live.log");
        assertThat(read("live.log")).isEqualTo("one");
        put(second, "two");
        assertThat(read("live.log")).isEqualTo("two");
        assertThat(objects.content(key(first))).isNotNull();
        clock.pass(Duration.ofHours(7));
        janitor.sweep();
        assertThat(objects.keys()).containsExactly(key(second));
        assertThat(read("live.log")).isEqualTo("two");
    }

    @Test
    void theSameUploadSentAgainReplacesItself() throws IOException {
        Place place = create("a.txt");
        put(place, "one");
        put(place, "longer");
        assertThat(read("a.txt")).isEqualTo("longer");
        assertThat(queries.find(run, "a.txt").orElseThrow().content().size()).isEqualTo(6);
        clock.pass(Duration.ofDays(3));
        janitor.sweep();
        assertThat(read("a.txt")).isEqualTo("longer");
    }

    @Test
    void ofTwoUploadsThatWereNotReportedTheNewerCounts() throws IOException {
        String first = key(create("a.txt"));
        clock.pass(Duration.ofSeconds(1));
        String second = key(create("a.txt"));
        objects.put(second, stream("second"), -1);
        objects.put(first, stream("first"), -1);
        contents.markUploaded(run.id(), List.of("a.txt"));
        assertThat(read("a.txt")).isEqualTo("second");
        clock.pass(Duration.ofDays(3));
        janitor.sweep();
        assertThat(read("a.txt")).isEqualTo("second");
        assertThat(objects.keys()).containsExactly(second);
    }

    @Test
    void anUploadWhoseArrivalWasLostDoesNotReplaceALaterOne() throws IOException {
        String lost = key(create("a.txt"));
        objects.put(lost, stream("lost"), -1);
        clock.pass(Duration.ofSeconds(1));
        put(create("a.txt"), "later");
        contents.markUploaded(run.id(), List.of("a.txt"));
        assertThat(read("a.txt")).isEqualTo("later");
        clock.pass(Duration.ofDays(3));
        janitor.sweep();
        assertThat(read("a.txt")).isEqualTo("later");
        assertThat(objects.keys()).doesNotContain(lost);
    }

    @Test
    void anUploadThatWaitsForANewerOneDoesNotReplaceIt() throws IOException {
        Place first = create("a.txt");
        clock.pass(Duration.ofSeconds(1));
        Place second = create("a.txt");
        meddling.before("lock", () -> {
            try {
                put(second, "second");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        put(first, "first");
        assertThat(read("a.txt")).isEqualTo("second");
        clock.pass(Duration.ofHours(7));
        janitor.sweep();
        assertThat(objects.keys()).containsExactly(key(second));
    }

    @Test
    void aBucketThatIsAwayHoldsUpNobodyElsesUploads() throws IOException {
        where = Optional.of(new PlaceId(3));
        create(IntStream.range(0, 501).mapToObj(i -> "away" + i).toList());
        where = Optional.empty();
        clock.pass(Duration.ofSeconds(1));
        objects.put(key(create("home.txt")), stream("late"), -1);
        clock.pass(Duration.ofHours(49));
        objects.awayBelow("at/3/");
        janitor.sweep();
        assertThat(read("home.txt")).isEqualTo("late");
        assertThat(store.all(run.id(), new FileId(0), 1_000)).hasSize(502);

        objects.awayBelow(null);
        janitor.sweep();
        assertThat(store.all(run.id(), new FileId(0), 1_000)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a",
                "a/../../b",
                "a/..",
                "..",
                "/etc/passwd",
                "\\\\host\\x",
                "..\\a",
                "C:\\x",
                "c:/x",
                "a\nb",
                "a\0b",
                "",
                "a/",
                ".",
                "a/.",
                "./",
                "\ud800x"
            })
    void namesThatLeaveTheRunAreRefusedAndNothingIsMade(String name) {
        assertThatThrownBy(() -> create(List.of("good.txt", name))).satisfies(isFault(Fault.Code.INVALID));
        assertThat(store.all(run.id(), new FileId(0), 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "100%",
                "%2e%2e%2fx",
                "a;b=c",
                "a//b",
                "a\\b",
                "日本.txt",
                "..a/b..",
                ".../x",
                "a?b#c",
                "😀",
                "~",
                "-rf",
                "CON",
                "a:b"
            })
    void strangeNamesAreNames(String name) throws IOException {
        put(create(name), name);
        assertThat(read(name)).isEqualTo(name);
        assertThat(queries.list(run, NamePattern.ALL, null, null).items())
                .extracting(RunFile::name)
                .containsExactly(name);
    }

    @Test
    void namesHaveAtMost1024Characters() {
        assertThat(create("n".repeat(1024)).url()).isNotNull();
        assertThatThrownBy(() -> create("n".repeat(1025))).satisfies(isFault(Fault.Code.INVALID));
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() throws IOException {
        for (int i = 0; i < 5; i++) {
            put(create("f" + i), "x");
        }
        Page<RunFile> first = queries.list(run, NamePattern.ALL, 2, null);
        Page<RunFile> second = queries.list(run, NamePattern.ALL, 2, first.endCursor());
        Page<RunFile> last = queries.list(run, NamePattern.ALL, 2, second.endCursor());
        assertThat(first.items()).extracting(RunFile::name).containsExactly("f0", "f1");
        assertThat(second.items()).extracting(RunFile::name).containsExactly("f2", "f3");
        assertThat(last.items()).extracting(RunFile::name).containsExactly("f4");
        assertThat(first.hasNext()).isTrue();
        assertThat(last.hasNext()).isFalse();
        assertThatThrownBy(() -> queries.list(run, NamePattern.ALL, 2, "nonsense"))
                .satisfies(isFault(Fault.Code.INVALID));
        assertThatThrownBy(() -> queries.list(run, NamePattern.ALL, -1, null)).satisfies(isFault(Fault.Code.INVALID));
    }

    @Test
    void deletedFilesAreGoneAndTheirBytesFollow() throws IOException {
        put(create("a.txt"), "x");
        RunFile file = queries.find(run, "a.txt").orElseThrow();
        create("a.txt");
        deletes.delete(ADA, List.of(file.id()), FakeFileAccess.PROJECT);
        assertThat(queries.find(run, "a.txt")).isEmpty();
        assertThat(objects.keys()).hasSize(1);
        deletes.delete(ADA, List.of(file.id()), null);
        clock.pass(Duration.ofDays(1));
        janitor.sweep();
        assertThat(objects.keys()).isEmpty();
        put(create("a.txt"), "again");
        assertThat(read("a.txt")).isEqualTo("again");
    }

    @Test
    void anUploadThatEndsAfterTheDeleteDoesNotBringTheFileBack() throws IOException {
        Place place = create("a.txt");
        deletes.delete(ADA, List.of(place.file().id()), null);
        put(place, "late");
        assertThat(queries.find(run, "a.txt")).isEmpty();
        clock.pass(Duration.ofDays(1));
        janitor.sweep();
        assertThat(objects.keys()).isEmpty();
    }

    @Test
    void onlyThoseWhoMayWriteDo() throws IOException {
        put(create("a.txt"), "x");
        RunFile file = queries.find(run, "a.txt").orElseThrow();
        assertThatThrownBy(() -> uploads.create(BOB, "ada", "p", "r1", List.of("b"), BASE))
                .satisfies(isFault(Fault.Code.DENIED));
        assertThatThrownBy(() -> uploads.create(BOB, run, "b", BASE)).satisfies(isFault(Fault.Code.DENIED));
        assertThatThrownBy(() -> uploads.markUploaded(BOB, "ada", "p", "r1", List.of("a.txt")))
                .satisfies(isFault(Fault.Code.DENIED));
        assertThatThrownBy(() -> deletes.delete(BOB, List.of(file.id()), null)).satisfies(isFault(Fault.Code.DENIED));
        assertThatThrownBy(() -> uploads.create(Caller.ANONYMOUS, "ada", "p", "r1", List.of("b"), BASE))
                .satisfies(isFault(Fault.Code.UNAUTHENTICATED));
        assertThatThrownBy(() -> uploads.create(ADA, "ada", "p", "none", List.of("b"), BASE))
                .satisfies(isFault(Fault.Code.NOT_FOUND));
        assertThatThrownBy(() -> deletes.delete(ADA, List.of(file.id()), new ProjectId(8)))
                .satisfies(isFault(Fault.Code.NOT_FOUND));
        assertThat(queries.run(Caller.ANONYMOUS, "ada", "p", "r1")).isEmpty();
        assertThat(queries.run(BOB, "ada", "p", "r1")).isPresent();
    }

    @Test
    void abandonedUploadsLeaveNothing() throws IOException {
        Place kept = create("kept.txt");
        put(kept, "x");
        create("never.txt");
        Place unreported = create("unreported.txt");
        objects.put(key(unreported), stream("late"), -1);
        clock.pass(Duration.ofHours(47));
        janitor.sweep();
        assertThat(store.all(run.id(), new FileId(0), 10)).hasSize(3);
        clock.pass(Duration.ofHours(2));
        janitor.sweep();
        assertThat(store.all(run.id(), new FileId(0), 10))
                .extracting(RunFile::name)
                .containsExactly("kept.txt", "unreported.txt");
        assertThat(read("unreported.txt")).isEqualTo("late");
    }

    @Test
    void anUploadThatAnotherServerSettledMeanwhileKeepsItsBytes() throws IOException {
        String key = key(create("a.txt"));
        objects.put(key, stream("late"), -1);
        clock.pass(Duration.ofDays(3));
        RunFileJanitor slept = janitorThatHasRead(store.uploadsBefore(clock.instant(), Optional.empty(), 10));
        janitor.sweep();
        clock.pass(Duration.ofSeconds(60));
        slept.sweep();
        clock.pass(Duration.ofDays(1));
        janitor.sweep();
        assertThat(objects.keys()).contains(key);
        assertThat(read("a.txt")).isEqualTo("late");
    }

    /** Goes on with uploads as they were when it fell asleep. */
    private RunFileJanitor janitorThatHasRead(List<RunFileStore.Upload> before) {
        Iterator<List<RunFileStore.Upload>> read = List.of(before).iterator();
        RunFileStore stale = (RunFileStore) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RunFileStore.class},
                (proxy, method, arguments) -> method.getName().equals("uploadsBefore")
                        ? read.hasNext() ? read.next() : List.of()
                        : method.invoke(store, arguments));
        return new RunFileJanitor(stale, contents, access, objects, transactions(), clock, Duration.ofDays(7));
    }

    /** Between its look and its lock the upload was given up, and its object is to be deleted. */
    @Test
    void anUploadThatWasGivenUpMeanwhileIsNoContent() throws IOException {
        Place first = create("a.txt");
        RunFileStore.Upload seen = store.upload(key(first)).orElseThrow();
        put(create("a.txt"), "content");
        store.removeUploads(List.of(seen.key()));
        store.discard(List.of(seen.key()), clock.instant());
        RunFileStore stale = (RunFileStore) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RunFileStore.class},
                (proxy, method, arguments) ->
                        method.getName().equals("upload") ? Optional.of(seen) : method.invoke(store, arguments));
        new FileContents(stale, objects, transactions(), clock).uploaded(seen.key(), 1, null);
        assertThat(read("a.txt")).isEqualTo("content");
    }

    @Test
    void filesOfDeletedRunsGoAfterTheirGrace() throws IOException {
        Run other = access.add("r2");
        put(create("a.txt"), "x");
        put(uploads.create(ADA, other, "b.txt", BASE), "y");
        create("awaited.txt");
        access.delete(run);
        janitor.sweepDeletedRuns();
        clock.pass(Duration.ofHours(7));
        janitor.sweep();
        assertThat(objects.keys())
                .singleElement()
                .asString()
                .startsWith("runs/" + other.id().value() + "/");
        assertThat(store.runsWithFiles(new RunId(0), 10)).containsExactly(other.id());
    }

    private Place create(String name) {
        return create(List.of(name)).getFirst();
    }

    private List<Place> create(List<String> names) {
        return uploads.create(ADA, "ada", "p", "r1", names, BASE).places();
    }

    private String key(Place place) {
        String url = place.url().url();
        return signer.verify(url.substring(url.lastIndexOf('/') + 1)) instanceof Grant.Upload upload
                ? upload.key()
                : null;
    }

    /** What the endpoint of signed URLs does. */
    private void put(Place place, String content) throws IOException {
        String key = key(place);
        objects.put(key, stream(content), -1);
        byte[] md5 = HexFormat.of().parseHex(objects.head(key).orElseThrow().etag());
        contents.uploaded(
                key, content.getBytes(UTF_8).length, Base64.getEncoder().encodeToString(md5));
    }

    private String read(String name) {
        String key = queries.find(run, name).orElseThrow().content().key();
        return new String(objects.content(key), UTF_8);
    }

    private static ByteArrayInputStream stream(String content) {
        return new ByteArrayInputStream(content.getBytes(UTF_8));
    }

    private static Consumer<Throwable> isFault(Fault.Code code) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
