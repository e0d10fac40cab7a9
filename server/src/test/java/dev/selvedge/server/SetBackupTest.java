package dev.selvedge.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.places.TeamBuckets;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.server.operations.MeteredObjectStore;
import dev.selvedge.storage.contract.backends.MySqlServer;
import dev.selvedge.storage.contract.backends.S3Server;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.backups.ObjectHold;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import picocli.CommandLine;

/** Backups of an installation with MySQL, as an administrator types them. */
@ExtendWith(OutputCaptureExtension.class)
class SetBackupTest {

    @TempDir
    private Path folder;

    private final MySqlServer mysql = MySqlServer.get("mysql");
    private String name;
    private Path objects;
    private Path target;
    private Path offsite;

    @BeforeEach
    void name() throws IOException {
        name = mysql.createDatabase();
        objects = Files.createDirectories(folder.resolve("objects"));
        target = folder.resolve("backups");
        offsite = folder.resolve("elsewhere");
        settings().forEach((key, value) -> System.setProperty(key, value.toString()));
    }

    @AfterEach
    void forget() {
        settings().keySet().forEach(System::clearProperty);
        mysql.execute("drop database " + name);
    }

    private Map<String, Object> settings() {
        return Map.of(
                "selvedge.database.url",
                "mysql://" + mysql.user() + (mysql.password().isEmpty() ? "" : ":" + mysql.password()) + "@"
                        + mysql.host() + ":" + mysql.port() + "/" + name,
                "selvedge.objects.folder",
                objects.toString(),
                "selvedge.backup.target",
                target.toString(),
                "selvedge.backup.offsite",
                offsite.toString());
    }

    private ServerFixture server() {
        return new ServerFixture(folder.resolve("data"), settings());
    }

    private static int selvedge(String... words) {
        return new CommandLine(dev.selvedge.server.cli.Main.class).execute(words);
    }

    private static String rows(int from) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < from + 10; i++) {
            lines.append(i == from ? "" : ",")
                    .append("\"{\\\"_step\\\":")
                    .append(i)
                    .append(",\\\"a\\\":1.5}\"");
        }
        return "{\"files\":{\"wandb-history.jsonl\":{\"offset\":" + from + ",\"content\":[" + lines + "]}}}";
    }

    /** As the client does: ask for an address, put the bytes there. */
    private static void upload(ServerFixture server, String run, String file, byte[] content) throws Exception {
        String url = server.graphQl("""
                        mutation F($run: String!, $files: [String!]!) {
                          createRunFiles(input: {entityName: "ada", projectName: "p", runName: $run, files: $files}) {
                            files { uploadUrl } } }""", Map.of("run", run, "files", List.of(file)))
                .data()
                .path("createRunFiles")
                .path("files")
                .path(0)
                .path("uploadUrl")
                .asString();
        try (HttpClient client = HttpClient.newHttpClient()) {
            var put = HttpRequest.newBuilder(URI.create(url))
                    .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
                    .build();
            assertThat(client.send(put, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        }
    }

    private static byte[] download(ServerFixture server, String run, String file) throws Exception {
        String url = server.graphQl("""
                        query F($run: String!, $names: [String]) { project(name: "p", entityName: "ada") { run(name: $run) {
                          files(names: $names) { edges { node { directUrl } } } } } }""", Map.of("run", run, "names", List.of(file)))
                .data()
                .path("project")
                .path("run")
                .path("files")
                .path("edges")
                .path(0)
                .path("node")
                .path("directUrl")
                .asString();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray())
                    .body();
        }
    }

    private static void wipe(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static byte[] noise(int seed) {
        byte[] noise = new byte[100_000];
        new java.util.Random(seed).nextBytes(noise);
        return noise;
    }

    @Test
    void databaseAndObjectsAreDestroyedAndAllThatExistedAtTheBackupsMomentComesBack(CapturedOutput output)
            throws Exception {
        int acknowledged;
        try (ServerFixture server = server()) {
            server.upsert(Map.of("name", "live", "config", "{\"ünïcode\":{\"value\":\"✓ \\\\ ' \\u0000\"}}"))
                    .data();
            upload(server, "live", "weights.bin", noise(1));
            AtomicInteger written = new AtomicInteger();
            AtomicBoolean enough = new AtomicBoolean();
            Thread writer = Thread.ofVirtual().start(() -> {
                while (!enough.get()) {
                    assertThat(server.stream("live", rows(written.get())).status())
                            .isEqualTo(200);
                    written.addAndGet(10);
                }
            });
            while (written.get() < 100) {
                Thread.sleep(20);
            }
            acknowledged = written.get();
            assertThat(selvedge("backup", "create")).isZero();
            enough.set(true);
            writer.join();
            upload(server, "live", "weights.bin", noise(2));
        }
        assertThat(selvedge("backup", "verify", target + "/newest")).isZero();
        assertThat(selvedge("backup", "drill", "--target", offsite.toString())).isZero();
        mysql.execute("drop database " + name, "create database " + name + " character set utf8mb4");
        wipe(objects);
        wipe(target);

        assertThat(selvedge("restore", "newest", "--target", offsite.toString()))
                .as(output.getErr())
                .isZero();
        try (ServerFixture server = server()) {
            var run = server.run("live");
            assertThat(run.path("historyLineCount").asInt()).isGreaterThanOrEqualTo(acknowledged);
            assertThat(run.path("historyLineCount").asInt() % 10)
                    .as("requests are there whole or not at all")
                    .isZero();
            assertThat(run.path("config").asString()).contains("ünïcode", "✓");
            assertThat(download(server, "live", "weights.bin")).isEqualTo(noise(1));
        }
        assertThat(selvedge("restore", "newest", "--target", offsite.toString()))
                .isEqualTo(1);
        assertThat(output.getErr()).contains("is not empty").doesNotContain("\tat ");
    }

    @Test
    void objectsOfATeamsBucketAreInTheSetAndComeHomeWhenItIsPutBack(CapturedOutput output) throws Exception {
        try (S3Server s3 = S3Server.versity()) {
            try (ServerFixture server = server()) {
                server.upsert(Map.of("name", "r")).data();
                UserId ada = server.bean(UserStore.class)
                        .findByUsername("ada")
                        .orElseThrow()
                        .id();
                server.bean(TeamBuckets.class)
                        .set(
                                new Caller.SignedIn(ada, "ada", true),
                                "ada",
                                s3.address(),
                                "https://pages.example.org",
                                true);
                upload(server, "r", "a.bin", noise(4));
                assertThat(server.stream("r", "{\"uploaded\":[\"a.bin\"]}").status())
                        .isEqualTo(200);
            }
            assertThat(selvedge("backup", "create")).as(output.getErr()).isZero();
        }
        assertThat(selvedge("backup", "drill")).as("needs no bucket").isZero();
        mysql.execute("drop database " + name, "create database " + name + " character set utf8mb4");
        wipe(objects);
        assertThat(selvedge("restore", "newest")).as(output.getErr()).isZero();
        try (ServerFixture server = server()) {
            assertThat(download(server, "r", "a.bin")).isEqualTo(noise(4));
        }
    }

    @Test
    void aTeamsBucketThatIsAwayIsToldAndHoldsUpNobodyElsesBackup(CapturedOutput output) throws Exception {
        try (S3Server s3 = S3Server.versity();
                ServerFixture server = server()) {
            server.upsert(Map.of("name", "r")).data();
            upload(server, "r", "own.bin", noise(5));
            UserId ada = server.bean(UserStore.class)
                    .findByUsername("ada")
                    .orElseThrow()
                    .id();
            server.bean(TeamBuckets.class)
                    .set(new Caller.SignedIn(ada, "ada", true), "ada", s3.address(), "https://pages.example.org", true);
            upload(server, "r", "team.bin", noise(6));
            assertThat(server.stream("r", "{\"uploaded\":[\"own.bin\",\"team.bin\"]}")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(selvedge("backup", "create")).isEqualTo(1);
        assertThat(output.getErr()).contains("lacks 1 objects").doesNotContain("\tat ");
        try (var files = Files.walk(target)) {
            assertThat(files.filter(file -> file.endsWith("problems.txt")))
                    .singleElement()
                    .satisfies(file ->
                            assertThat(Files.readString(file)).contains("cannot be read from its team's bucket"));
        }
        mysql.execute("drop database " + name, "create database " + name + " character set utf8mb4");
        wipe(objects);
        assertThat(selvedge("restore", "newest")).as(output.getErr()).isZero();
        try (ServerFixture server = server()) {
            assertThat(download(server, "r", "own.bin")).isEqualTo(noise(5));
        }
    }

    @Test
    void aSecondBackupCopiesNothingTwiceAndADamagedOneIsCaughtWhereverItIsHit(CapturedOutput output) throws Exception {
        try (ServerFixture server = server()) {
            server.upsert(Map.of("name", "r")).data();
            upload(server, "r", "a.bin", noise(3));
        }
        assertThat(selvedge("backup", "create")).isZero();
        Path copy = theOnly("/objects/runs/", "");
        var written = Files.getLastModifiedTime(copy);
        Thread.sleep(1100);
        assertThat(selvedge("backup", "create")).isZero();
        assertThat(Files.getLastModifiedTime(copy)).isEqualTo(written);
        assertThat(selvedge("backup", "list")).isZero();
        assertThat(output.getOut().lines().filter(line -> line.contains("1 objects  0 MB  version")))
                .hasSize(2);

        for (Path hit : List.of(copy, theOnly("/sets/", "/run/1.jsonl.gz"))) {
            byte[] whole = Files.readAllBytes(hit);
            byte[] damaged = whole.clone();
            damaged[damaged.length / 2] ^= 0x55;
            Files.write(hit, damaged);
            assertThat(selvedge("backup", "verify")).as(hit.toString()).isEqualTo(1);
            assertThat(selvedge("backup", "drill")).as(hit.toString()).isEqualTo(1);
            Files.write(hit, whole);
        }
        assertThat(selvedge("backup", "verify")).isZero();
        Files.delete(copy);
        assertThat(selvedge("backup", "drill", "--percent", "0")).isEqualTo(1);
        assertThat(output.getErr())
                .contains("is not what was written", "is missing")
                .doesNotContain("\tat ");
        // the copy that was lost is made again
        Thread.sleep(1100);
        assertThat(selvedge("backup", "create")).isZero();
        assertThat(selvedge("backup", "drill")).isZero();
    }

    /** The newest file of the target whose path is like that; the folders above it come from a hash. */
    private Path theOnly(String within, String end) throws IOException {
        try (var files = Files.walk(target.resolve("data"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith("~etag"))
                    .filter(file ->
                            file.toString().contains(within) && file.toString().endsWith(end))
                    .max(java.util.Comparator.comparing(
                            file -> file.toString().substring(file.toString().indexOf(within))))
                    .orElseThrow();
        }
    }

    @Test
    void serversDeleteNoObjectWhileABackupHoldsThem() throws Exception {
        try (ServerFixture server = server()) {
            ObjectStore store = server.bean(ObjectStore.class);
            store.put("runs/1/files/x", new ByteArrayInputStream(new byte[3]), 3);
            Database database = server.bean(Database.class);
            try (ObjectHold hold = ObjectHold.take(database.sql(), Clock.systemUTC())) {
                assertThatThrownBy(() -> store.delete(List.of("runs/1/files/x")))
                        .isInstanceOf(MeteredObjectStore.Held.class);
                assertThat(ObjectHold.take(database.sql(), Clock.systemUTC())).isNull();
                assertThat(hold.renew()).isTrue();
                assertThat(selvedge("backup", "create")).isEqualTo(1);
            }
            store.delete(List.of("runs/1/files/x"));
            assertThat(store.head("runs/1/files/x")).isEmpty();
        }
    }

    @Test
    void aBackupWhereItsOriginalIsOrOfLessThanAWeekIsRefused(CapturedOutput output) {
        assertThat(selvedge("backup", "create", objects.resolve("inside").toString()))
                .isEqualTo(1);
        // no server has been here yet, so there is no schema to back up
        assertThat(selvedge("backup", "create")).isEqualTo(1);
        assertThat(output.getErr()).contains("selvedge migrate");
        server().close();
        assertThat(selvedge("backup", "create")).isZero();
        assertThat(selvedge("backup", "prune", "--daily", "6")).isEqualTo(1);
        assertThat(selvedge("backup", "prune")).isZero();
        assertThat(output.getErr()).contains("is lost with it", "At least 7 daily");
        assertThat(output.getOut()).contains("Nothing to remove");
    }
}
