package dev.selvedge.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.objects.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import picocli.CommandLine;

/** One file out, one file in, as an administrator types it. */
@ExtendWith(OutputCaptureExtension.class)
class BackupTest {

    @TempDir
    private Path folder;

    private Path data;
    private Path backups;

    @BeforeEach
    void name() {
        data = folder.resolve("data");
        backups = folder.resolve("backups");
    }

    private static int selvedge(String... words) {
        return new CommandLine(dev.selvedge.server.cli.Main.class).execute(words);
    }

    private Path create() throws IOException {
        assertThat(selvedge("backup", "create", backups.toString(), "--data-dir", data.toString()))
                .isZero();
        return newest();
    }

    private Path newest() throws IOException {
        try (var files = Files.list(backups)) {
            return files.sorted().toList().getLast();
        }
    }

    private static String rows(int from, int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            lines.append(i == from ? "" : ",")
                    .append("\"{\\\"_step\\\":")
                    .append(i)
                    .append(",\\\"a\\\":1}\"");
        }
        return "{\"files\":{\"wandb-history.jsonl\":{\"offset\":" + from + ",\"content\":[" + lines + "]}}}";
    }

    @Test
    void whatWasAcknowledgedBeforeTheBackupIsInItWhateverHappensMeanwhile() throws Exception {
        Path file;
        int acknowledgedBefore;
        try (ServerFixture server = new ServerFixture(data)) {
            server.upsert(Map.of("name", "live")).data();
            AtomicInteger acknowledged = new AtomicInteger();
            AtomicBoolean enough = new AtomicBoolean();
            Thread writer = Thread.ofVirtual().start(() -> {
                while (!enough.get()) {
                    int from = acknowledged.get();
                    assertThat(server.stream("live", rows(from, 10)).status()).isEqualTo(200);
                    acknowledged.addAndGet(10);
                }
            });
            while (acknowledged.get() < 100) {
                Thread.sleep(20);
            }
            acknowledgedBefore = acknowledged.get();
            file = create();
            enough.set(true);
            writer.join();
            assertThat(acknowledged.get()).isGreaterThan(acknowledgedBefore);
        }
        wipe(data);
        assertThat(selvedge("restore", file.toString(), "--data-dir", data.toString()))
                .isZero();
        try (ServerFixture server = new ServerFixture(data)) {
            int found = server.run("live").path("historyLineCount").asInt();
            assertThat(found).isGreaterThanOrEqualTo(acknowledgedBefore);
            assertThat(found % 10).as("requests are there whole or not at all").isZero();
        }
    }

    private static void wipe(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** A run with rows and one object that nothing refers to, large enough to be hit. */
    private void anInstallation() throws Exception {
        try (TestServer server = new TestServer(data, Map.of("logging.level.root", "off"))) {
            byte[] noise = new byte[200_000];
            new java.util.Random(1).nextBytes(noise);
            server.bean(ObjectStore.class)
                    .put("runs/1/files/" + "a".repeat(32), new ByteArrayInputStream(noise), noise.length);
        }
    }

    @Test
    void keysComeBackSoApiKeysStayValidAndNobodyElseCanReadTheFile() throws Exception {
        String key;
        try (TestServer server = new TestServer(data, Map.of("logging.level.root", "off"))) {
            key = server.bean(dev.selvedge.domain.people.Administrators.class).create("ada");
        }
        Path file = create();
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        wipe(data);
        assertThat(selvedge("restore", file.toString(), "--data-dir", data.toString()))
                .isZero();
        try (TestServer server = new TestServer(data, Map.of("logging.level.root", "off"))) {
            assertThat(server.bean(dev.selvedge.domain.people.Authenticator.class)
                            .byKey(key, new dev.selvedge.domain.people.Authenticator.Wishes(null, null, true)))
                    .isNotNull();
        }
    }

    @Test
    void aDamagedBackupIsCaughtWhereverItIsHit(CapturedOutput output) throws Exception {
        anInstallation();
        Path file = create();
        assertThat(selvedge("backup", "verify", file.toString())).isZero();
        long size = Files.size(file);
        for (long at : List.of(100L, size / 4, size / 2, size - 20)) {
            Path damaged = Files.copy(file, folder.resolve("damaged-" + at));
            try (FileChannel channel = FileChannel.open(damaged, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                ByteBuffer one = ByteBuffer.allocate(1);
                channel.read(one, at);
                one.put(0, (byte) (one.get(0) ^ 0x55));
                channel.write(one.flip().position(0), at);
            }
            assertThat(selvedge("backup", "verify", damaged.toString()))
                    .as("byte " + at)
                    .isEqualTo(1);
            assertThat(selvedge(
                            "restore",
                            damaged.toString(),
                            "--data-dir",
                            folder.resolve("never").toString()))
                    .isEqualTo(1);
        }
        Path cut = Files.copy(file, folder.resolve("cut"));
        try (FileChannel channel = FileChannel.open(cut, StandardOpenOption.WRITE)) {
            channel.truncate(size * 2 / 3);
        }
        assertThat(selvedge("backup", "verify", cut.toString())).isEqualTo(1);
        assertThat(folder.resolve("never")).doesNotExist();
        assertThat(output.getErr()).doesNotContain("\tat ").contains("damaged");
    }

    @Test
    void nothingThatIsThereIsOverwritten(CapturedOutput output) throws Exception {
        anInstallation();
        Path file = create();
        assertThat(selvedge("restore", file.toString(), "--data-dir", data.toString()))
                .isEqualTo(1);
        assertThat(output.getErr()).contains("is not empty");
    }

    @Test
    void aBackupInsideTheDataFolderIsRefused(CapturedOutput output) throws Exception {
        anInstallation();
        assertThat(selvedge("backup", "create", data.resolve("backups").toString(), "--data-dir", data.toString()))
                .isEqualTo(1);
        assertThat(output.getErr()).contains("is lost with it");
    }

    @Test
    void fsckIsCleanAndASecondOneBesideARunningServerToo(CapturedOutput output) throws Exception {
        anInstallation();
        assertThat(selvedge("fsck", "--data-dir", data.toString())).isZero();
        try (TestServer server = new TestServer(data, Map.of("logging.level.root", "off"))) {
            assertThat(selvedge("fsck", "--data-dir", data.toString())).isZero();
        }
        assertThat(output.getOut()).contains("references, all there");
    }

    @Test
    void fsckNamesObjectsThatNothingLeadsTo(CapturedOutput output) throws Exception {
        String key = "wandb_artifacts/1/4711/leaked";
        try (TestServer server = new TestServer(data, Map.of("logging.level.root", "off"))) {
            server.bean(ObjectStore.class).put(key, new ByteArrayInputStream(new byte[3]), 3);
            assertThat(selvedge("fsck", "--data-dir", data.toString())).isZero();
        }
        assertThat(selvedge("fsck", "--data-dir", data.toString())).isZero();
        assertThat(output.getOut().lines().filter(line -> line.contains("take room: " + key)))
                .as("beside a server and without one")
                .hasSize(2);
    }
}
