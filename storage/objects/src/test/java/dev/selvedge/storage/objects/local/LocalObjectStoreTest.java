package dev.selvedge.storage.objects.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.StoreFullException;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.storage.contract.objects.ObjectStoreContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalObjectStoreTest extends ObjectStoreContract {

    @TempDir
    Path folder;

    private LocalObjectStore open() throws IOException {
        UrlSigner signer = new UrlSigner(new byte[32], null, Instant::now);
        return LocalObjectStore.open(folder, signer);
    }

    @Override
    protected ObjectStore store() throws IOException {
        return open();
    }

    /** Clients ask again after a while, and joining a large file takes longer than that. */
    @Test
    void askingAgainWhilePartsAreBeingJoinedDoesNoHarm() throws Exception {
        LocalObjectStore store = open();
        byte[] half = new byte[8 << 20];
        String upload = store.startMultipart(key("big"), null);
        List<ObjectStore.Part> parts = List.of(
                new ObjectStore.Part(1, part("big", upload, 1, half)),
                new ObjectStore.Part(2, part("big", upload, 2, half)));
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> attempts = Collections.nCopies(4, () -> {
                store.completeMultipart(key("big"), upload, parts);
                return null;
            });
            for (Future<Void> attempt : pool.invokeAll(attempts)) {
                attempt.get();
            }
        }
        try (InputStream read = store.get(key("big"))) {
            assertThat(read.readAllBytes()).hasSize(2 * half.length);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/a",
                "a/",
                "a//b",
                "..",
                "a/../b",
                "a/./b",
                "../../etc/passwd",
                "a b",
                "a%2Fb",
                "a\\b",
                "ä",
                "a\0b",
                "a~etag"
            })
    void whatIsNoKeyIsRefusedBeforeAnythingIsTouched(String key) throws IOException {
        LocalObjectStore store = open();
        assertThatThrownBy(() -> put(store, key, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.get(key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.delete(List.of(key))).isInstanceOf(IllegalArgumentException.class);
        assertThat(files("")).isEmpty();
    }

    @Test
    void aFailedWriteLeavesNoFile() throws IOException {
        LocalObjectStore store = open();
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> store.put("a", failing, 10)).hasMessage("gone");
        assertThatThrownBy(() -> store.put("a", new ByteArrayInputStream(new byte[3]), 10))
                .isInstanceOf(IOException.class);
        assertThat(files("")).isEmpty();
    }

    @Test
    void aLostOrStaleEtagFileIsMadeAgain() throws IOException {
        LocalObjectStore store = open();
        put(store, "a/b/c", "content");
        String etag = store.head("a/b/c").orElseThrow().etag();
        Path file = folder.resolve(
                files("data").stream().filter(f -> f.endsWith("/c")).findFirst().orElseThrow());
        Files.delete(EtagFile.of(file));
        assertThat(store.head("a/b/c").orElseThrow().etag()).isEqualTo(etag);
        assertThat(EtagFile.of(file)).exists();

        Files.writeString(EtagFile.of(file), "0123 7 2020-01-01T00:00:00Z\n");
        assertThat(store.head("a/b/c").orElseThrow().etag()).isEqualTo(etag);

        Files.writeString(EtagFile.of(file), "torn");
        assertThat(store.head("a/b/c").orElseThrow().etag()).isEqualTo(etag);

        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-01-01T00:00:00Z")));
        assertThat(store.head("a/b/c").orElseThrow().etag()).isEqualTo(etag);
    }

    @Test
    void deletingTheLastObjectRemovesItsFolders() throws IOException {
        LocalObjectStore store = open();
        put(store, "runs/1/files/a", "x");
        store.delete(List.of("runs/1/files/a"));
        try (Stream<Path> left = Files.list(folder.resolve("data"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void onlyStagedFilesThatNobodyWritesToAreRubbish() throws IOException {
        LocalObjectStore store = open();
        Path old = Files.writeString(folder.resolve("staging/old"), "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(7200)));
        Path fresh = Files.writeString(folder.resolve("staging/fresh"), "x");
        put(store, "a/b/c", "content");
        assertThat(store.removeAbandonedWrites(Instant.now().minusSeconds(3600)))
                .isOne();
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
        assertThat(store.head("a/b/c")).isPresent();
    }

    @Test
    void uploadsWithoutRecentPartsAreAborted() throws IOException {
        LocalObjectStore store = open();
        String idle = store.startMultipart("a/b/idle", null);
        store.putPart("a/b/idle", idle, 1, new ByteArrayInputStream(new byte[3]), 3);
        try (Stream<Path> files = Files.walk(folder.resolve("parts"))) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(7200)));
            }
        }
        String active = store.startMultipart("a/b/active", null);
        store.removeAbandonedUploads(Instant.now().minusSeconds(3600));
        store.putPart("a/b/active", active, 1, new ByteArrayInputStream(new byte[3]), 3);
        assertThatThrownBy(() -> store.putPart("a/b/idle", idle, 2, new ByteArrayInputStream(new byte[3]), 3))
                .hasMessageContaining("no such multipart upload");
    }

    @Test
    void uploadsSurviveARestart() throws IOException {
        LocalObjectStore before = open();
        String upload = before.startMultipart("a/b/c", null);
        String etag = before.putPart("a/b/c", upload, 1, new ByteArrayInputStream("x".getBytes(UTF_8)), 1);
        LocalObjectStore after = open();
        after.completeMultipart("a/b/c", upload, List.of(new ObjectStore.Part(1, etag)));
        assertThat(after.head("a/b/c")).isPresent();
        assertThat(files("parts")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../data", "", "none", "0123", "00000000000000000000000000000000"})
    void madeUpUploadIdsNameNothing(String id) throws IOException {
        LocalObjectStore store = open();
        assertThatThrownBy(() -> store.putPart("a", id, 1, new ByteArrayInputStream(new byte[1]), 1))
                .hasMessageContaining("no such multipart upload");
        store.abortMultipart("a", id);
        assertThat(folder.resolve("data")).exists();
    }

    @Test
    void aFullDiskIsToldFromOtherFailures() {
        assertThat(Durable.explain(new IOException("No space left on device"))).isInstanceOf(StoreFullException.class);
        assertThat(Durable.explain(new FileSystemException("/x", null, "Disk quota exceeded")))
                .isInstanceOf(StoreFullException.class);
        assertThat(Durable.explain(new IOException("Input/output error"))).isNotInstanceOf(StoreFullException.class);
    }

    @Test
    void aFullDeviceIsRecognisedWhileWriting() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        try (FileChannel out = FileChannel.open(full, StandardOpenOption.WRITE)) {
            assertThatThrownBy(() -> Durable.copy(new ByteArrayInputStream(new byte[100_000]), out))
                    .isInstanceOf(StoreFullException.class);
        }
    }

    private static void put(ObjectStore store, String key, String content) throws IOException {
        byte[] bytes = content.getBytes(UTF_8);
        store.put(key, new ByteArrayInputStream(bytes), bytes.length);
    }

    private List<String> files(String below) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(below))) {
            return files.filter(Files::isRegularFile)
                    .map(f -> folder.relativize(f).toString())
                    .toList();
        }
    }
}
