package dev.selvedge.storage.contract.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.ObjectStore.Meta;
import dev.selvedge.domain.objects.ObjectStore.Part;
import dev.selvedge.platform.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every object store must do. */
public abstract class ObjectStoreContract {

    private ObjectStore store;
    private String base;

    /** A store; it may hold other objects, the tests stay below a random prefix. */
    protected abstract ObjectStore store() throws Exception;

    /** What the keys of the tests begin with. */
    protected String root() {
        return "";
    }

    /** What comes too late does no harm where it is taken: it can never be joined. */
    protected boolean refusesPartsOfAbortedUploads() {
        return true;
    }

    /** The smallest part that this store joins when it is not the last one. */
    protected int smallestPart() {
        return 1;
    }

    @BeforeEach
    void open() throws Exception {
        store = store();
        base = root() + "t/" + HexFormat.of().toHexDigits(new Random().nextLong());
    }

    @Test
    void whatWasPutIsThere() throws Exception {
        put("a", "hello");
        assertThat(text("a")).isEqualTo("hello");
        Meta meta = store.head(key("a")).orElseThrow();
        assertThat(meta.key()).isEqualTo(key("a"));
        assertThat(meta.size()).isEqualTo(5);
        assertThat(meta.etag()).isEqualTo(md5("hello".getBytes(UTF_8)));
        assertThat(meta.modified())
                .isBetween(Instant.now().minusSeconds(120), Instant.now().plusSeconds(120));
    }

    @Test
    void emptyObjectsAreObjects() throws Exception {
        put("empty", "");
        assertThat(store.head(key("empty")).orElseThrow().size()).isZero();
        assertThat(text("empty")).isEmpty();
    }

    @Test
    void sizeNeedNotBeKnownBeforehand() throws Exception {
        store.put(key("a"), stream("some text"), -1);
        assertThat(text("a")).isEqualTo("some text");
    }

    @Test
    void putReplacesContentAndEtag() throws Exception {
        put("a", "first");
        put("a", "second one");
        assertThat(text("a")).isEqualTo("second one");
        assertThat(store.head(key("a")).orElseThrow().etag()).isEqualTo(md5("second one".getBytes(UTF_8)));
    }

    @Test
    void absentObjectsAreAbsent() throws Exception {
        assertThat(store.head(key("none"))).isEmpty();
        assertThatThrownBy(() -> store.get(key("none")).close()).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> store.get(key("none"), 0, 1).close()).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> store.copy(key("none"), key("b"))).isInstanceOf(NoSuchFileException.class);
        store.delete(List.of(key("none")));
    }

    @Test
    void anObjectIsNotAFolderAndAFolderNoObject() throws Exception {
        put("folder/a", "x");
        assertThat(store.head(key("folder"))).isEmpty();
    }

    @Test
    void aStreamThatFailsLeavesNothingAndHarmsNothing() throws Exception {
        put("a", "kept");
        InputStream failing = new InputStream() {
            private int left = 300_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("the client went away");
                }
                return 'x';
            }
        };
        assertThatThrownBy(() -> store.put(key("a"), failing, 1_000_000)).isInstanceOf(IOException.class);
        assertThat(text("a")).isEqualTo("kept");
    }

    @Test
    void aStreamOfAnotherLengthLeavesNothing() throws Exception {
        assertThatThrownBy(() -> store.put(key("a"), stream("short"), 10)).isInstanceOf(IOException.class);
        assertThat(store.head(key("a"))).isEmpty();
    }

    @Test
    void putIfAbsentKeepsTheFirst() throws Exception {
        assertThat(store.putIfAbsent(key("a"), "first".getBytes(UTF_8))).isTrue();
        assertThat(store.putIfAbsent(key("a"), "second".getBytes(UTF_8))).isFalse();
        assertThat(text("a")).isEqualTo("first");
    }

    @Test
    void ofManyAtOnceExactlyOneIsFirst() throws Exception {
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            byte[] content = ("writer " + i).getBytes(UTF_8);
            attempts.add(() -> store.putIfAbsent(key("a"), content));
        }
        int first = 0;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> attempt : executor.invokeAll(attempts)) {
                first += attempt.get() ? 1 : 0;
            }
        }
        assertThat(first).isOne();
    }

    @Test
    void concurrentWritersOfOneKeyLeaveOneOfTheirContentsWhole() throws Exception {
        List<Callable<Void>> writers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            byte[] content = random(200_000, i);
            writers.add(() -> {
                store.put(key("a"), new ByteArrayInputStream(content), content.length);
                return null;
            });
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> done : executor.invokeAll(writers)) {
                done.get();
            }
        }
        byte[] left = bytes("a");
        assertThat(left).hasSize(200_000);
        assertThat(store.head(key("a")).orElseThrow().etag()).isEqualTo(md5(left));
    }

    @Test
    void rangesAreCutAtTheEnd() throws Exception {
        put("a", "0123456789");
        assertThat(range("a", 0, 3)).isEqualTo("012");
        assertThat(range("a", 4, 3)).isEqualTo("456");
        assertThat(range("a", 8, 100)).isEqualTo("89");
    }

    @Test
    void binaryContentSurvives() throws Exception {
        byte[] content = random(3_000_017, 1);
        store.put(key("big"), new ByteArrayInputStream(content), content.length);
        assertThat(bytes("big")).isEqualTo(content);
        try (InputStream in = store.get(key("big"), 1_000_000, 1_000_001)) {
            assertThat(in.readAllBytes()).isEqualTo(java.util.Arrays.copyOfRange(content, 1_000_000, 2_000_001));
        }
    }

    @Test
    void deletedObjectsAreGoneAndOthersStay() throws Exception {
        put("x/a", "a");
        put("x/b", "b");
        put("y", "y");
        store.delete(List.of(key("x/a"), key("y")));
        assertThat(store.head(key("x/a"))).isEmpty();
        assertThat(store.head(key("y"))).isEmpty();
        assertThat(text("x/b")).isEqualTo("b");
        put("x/a", "again");
        assertThat(text("x/a")).isEqualTo("again");
    }

    @Test
    void copiesLiveOnTheirOwn() throws Exception {
        put("a", "content");
        store.copy(key("a"), key("deep/er/b"));
        put("a", "changed");
        assertThat(text("deep/er/b")).isEqualTo("content");
        store.delete(List.of(key("a")));
        assertThat(text("deep/er/b")).isEqualTo("content");
    }

    @Test
    void listsWhatBeginsWithAPrefix() throws Exception {
        put("runs/1/a", "1");
        put("runs/1/b", "22");
        put("runs/10/a", "333");
        put("other", "4444");
        assertThat(list("runs/1")).containsExactlyInAnyOrder("runs/1/a", "runs/1/b", "runs/10/a");
        assertThat(list("runs/1/")).containsExactlyInAnyOrder("runs/1/a", "runs/1/b");
        assertThat(list("runs/1/b")).containsExactly("runs/1/b");
        assertThat(list("")).hasSize(4);
        assertThat(list("nothing/")).isEmpty();
        try (Stream<Meta> metas = store.list(key("runs/10/"))) {
            assertThat(metas.toList()).singleElement().satisfies(meta -> {
                assertThat(meta.size()).isEqualTo(3);
                assertThat(meta.etag()).isEqualTo(md5("333".getBytes(UTF_8)));
            });
        }
    }

    @Test
    void partsAreJoinedInOrderWhateverTheOrderTheyCameIn() throws Exception {
        byte[] one = random(Math.max(smallestPart(), 100), 1);
        byte[] two = random(Math.max(smallestPart(), 100), 2);
        byte[] three = random(17, 3);
        String upload = store.startMultipart(key("big"), "application/octet-stream");
        String third = part("big", upload, 3, three);
        String first = part("big", upload, 1, one);
        String second = part("big", upload, 2, two);
        assertThat(store.head(key("big"))).isEmpty();
        store.completeMultipart(
                key("big"), upload, List.of(new Part(1, first), new Part(2, "\"" + second + "\""), new Part(3, third)));
        byte[] joined = bytes("big");
        assertThat(joined)
                .hasSize(one.length + two.length + three.length)
                .startsWith(one)
                .endsWith(three);
        assertThat(store.head(key("big")).orElseThrow().etag()).endsWith("-3");
    }

    @Test
    void aPartSentAgainReplacesTheFirstAttempt() throws Exception {
        String upload = store.startMultipart(key("a"), null);
        String stale = part("a", upload, 1, "stale".getBytes(UTF_8));
        String fresh = part("a", upload, 1, "fresh".getBytes(UTF_8));
        assertThat(fresh).isNotEqualTo(stale).isEqualTo(md5("fresh".getBytes(UTF_8)));
        store.completeMultipart(key("a"), upload, List.of(new Part(1, fresh)));
        assertThat(text("a")).isEqualTo("fresh");
    }

    @Test
    void partsThatDoNotMatchAreRefusedAndTheUploadStaysOpen() throws Exception {
        String upload = store.startMultipart(key("a"), null);
        String etag = part("a", upload, 1, "content".getBytes(UTF_8));
        String wrong = md5("something else".getBytes(UTF_8));
        assertThatThrownBy(() -> store.completeMultipart(key("a"), upload, List.of(new Part(1, wrong))))
                .satisfies(thrown -> isFault(thrown, Fault.Code.INVALID));
        assertThatThrownBy(
                        () -> store.completeMultipart(key("a"), upload, List.of(new Part(1, etag), new Part(2, etag))))
                .satisfies(thrown -> isFault(thrown, Fault.Code.INVALID));
        assertThat(store.head(key("a"))).isEmpty();
        store.completeMultipart(key("a"), upload, List.of(new Part(1, etag)));
        assertThat(text("a")).isEqualTo("content");
    }

    @Test
    void completingAgainDoesNothing() throws Exception {
        String upload = store.startMultipart(key("a"), null);
        List<Part> parts = List.of(new Part(1, part("a", upload, 1, "content".getBytes(UTF_8))));
        store.completeMultipart(key("a"), upload, parts);
        store.completeMultipart(key("a"), upload, parts);
        assertThat(text("a")).isEqualTo("content");
    }

    @Test
    void anAbortedUploadTakesNoPartsAndCannotBeCompleted() throws Exception {
        String upload = store.startMultipart(key("a"), null);
        String etag = part("a", upload, 1, "content".getBytes(UTF_8));
        store.abortMultipart(key("a"), upload);
        if (refusesPartsOfAbortedUploads()) {
            assertThatThrownBy(() -> part("a", upload, 2, "more".getBytes(UTF_8)))
                    .satisfies(thrown -> isFault(thrown, Fault.Code.NOT_FOUND));
        }
        assertThatThrownBy(() -> store.completeMultipart(key("a"), upload, List.of(new Part(1, etag))))
                .satisfies(thrown -> isFault(thrown, Fault.Code.NOT_FOUND));
        assertThat(store.head(key("a"))).isEmpty();
        store.abortMultipart(key("a"), upload);
    }

    protected String key(String name) {
        return base + "/" + name;
    }

    private void put(String name, String content) throws IOException {
        byte[] bytes = content.getBytes(UTF_8);
        store.put(key(name), new ByteArrayInputStream(bytes), bytes.length);
    }

    protected String part(String name, String upload, int number, byte[] content) throws IOException {
        return store.putPart(key(name), upload, number, new ByteArrayInputStream(content), content.length);
    }

    private byte[] bytes(String name) throws IOException {
        try (InputStream in = store.get(key(name))) {
            return in.readAllBytes();
        }
    }

    private String text(String name) throws IOException {
        return new String(bytes(name), UTF_8);
    }

    private String range(String name, long offset, long length) throws IOException {
        try (InputStream in = store.get(key(name), offset, length)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private List<String> list(String prefix) throws IOException {
        try (Stream<Meta> metas = store.list(key(prefix))) {
            return metas.map(meta -> meta.key().substring(base.length() + 1)).toList();
        }
    }

    private static InputStream stream(String content) {
        return new ByteArrayInputStream(content.getBytes(UTF_8));
    }

    private static byte[] random(int size, long seed) {
        byte[] content = new byte[size];
        new Random(seed).nextBytes(content);
        return content;
    }

    private static String md5(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    }

    private static void isFault(Throwable thrown, Fault.Code code) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
