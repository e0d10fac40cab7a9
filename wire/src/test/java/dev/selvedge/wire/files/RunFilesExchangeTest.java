package dev.selvedge.wire.files;

import static dev.selvedge.storage.contract.files.FakeFileAccess.ADA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.objects.Placement;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.files.ConsoleText;
import dev.selvedge.domain.runs.files.FileContents;
import dev.selvedge.domain.runs.files.RunFileQueries;
import dev.selvedge.domain.runs.files.RunFileUploads;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.contract.files.FakeFileAccess;
import dev.selvedge.storage.contract.files.InMemoryRunFileStore;
import dev.selvedge.storage.contract.objects.InMemoryObjectStore;
import dev.selvedge.wire.http.BaseUrl;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFilesExchangeTest {

    private static final String KEY = "Authorization";

    @TempDir
    Path folder;

    private final InMemoryRunFileStore store = new InMemoryRunFileStore();
    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final FakeFileAccess access = new FakeFileAccess();
    private final Run run = access.add("r1");
    private final Transactions transactions = new Transactions() {
        @Override
        public <T> T inTransaction(Supplier<T> work) {
            return work.get();
        }
    };
    private final FileContents contents = new FileContents(store, objects, transactions, Clock.systemUTC());
    private final RunFileUploads uploads =
            new RunFileUploads(store, contents, access, objects, Placement.HOME, transactions, Clock.systemUTC());
    private final List<String> console = new ArrayList<>();
    private HttpFixture http;

    @BeforeEach
    void start() throws Exception {
        RunFilesEndpoint endpoint = new RunFilesEndpoint(
                new RunFileQueries(store, access, objects),
                new ConsoleText(FakeConsole.of(console)),
                objects,
                new BaseUrl(null));
        http = new HttpFixture(folder, endpoint, request -> request.getHeader(KEY) == null ? Caller.ANONYMOUS : ADA);
    }

    @AfterEach
    void stop() throws Exception {
        http.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config.yaml",
                "media/images/a b.png",
                "100% sure.txt",
                "a%2Fb",
                "a//b",
                "x;y=z.txt",
                "a\\b",
                "日本/😀.txt",
                "what?#.txt",
                "a+b",
                "%252e"
            })
    void filesOfAnyNameAreReadByTheirAddress(String name) throws Exception {
        upload(name, "content of " + name);
        HttpResponse<byte[]> response = http.get(http.base() + path(name), KEY, "key");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(HttpFixture.text(response)).isEqualTo("content of " + name);
        HttpResponse<byte[]> head = http.send("HEAD", http.base() + path(name), null, KEY, "key");
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(response.body().length);
    }

    @Test
    void slashesMayBeEncodedOrNot() throws Exception {
        upload("media/x.txt", "x");
        assertThat(http.get(http.base() + "/files/ada/p/r1/media%2Fx.txt", KEY, "key")
                        .statusCode())
                .isEqualTo(200);
        assertThat(http.get(http.base() + "/files/ada/p/r1/./media/x.txt", KEY, "key")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files/ada/p/r1/../../../etc/passwd",
                "/files/ada/p/r1/..%2f..%2f..%2fetc/passwd",
                "/files/ada/p/r1/%2e%2e/%2e%2e/secret",
                "/files/ada/p/r1/%2e%2e%2fsecret",
                "/files/ada/p/r1/..%5c..%5csecret",
                "/files/ada/p/r1/a/..;/b",
                "/files/ada/p/r1//etc/passwd",
                "/files/ada/p/r1/%2Fetc%2Fpasswd",
                "/files/ada/p/r1/C:%5Cx",
                "/files/ada/p/r1/secret%00.txt",
                "/files/ada/p/r1/%0d%0aX: y",
                "/files/ada/p/r1/%c0%ae%c0%ae/secret",
                "/files/ada/p/../p/r1/secret",
                "/files/..%2f..%2f/p/r1/secret",
                "/files/ada/p/r1/\\..\\secret"
            })
    void traversalIsRefused(String path) throws Exception {
        upload("secret", "the secret");
        String answer =
                http.raw("GET " + path + " HTTP/1.1\r\nHost: h\r\nAuthorization: key\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .matches("(?s)HTTP/1.1 40[04].*")
                .doesNotContain("the secret")
                .doesNotContain("root:");
    }

    @Test
    void whoMayNotSeeTheRunLearnsNothing() throws Exception {
        upload("a.txt", "x");
        assertThat(http.get(http.base() + path("a.txt")).statusCode()).isEqualTo(401);
        assertThat(http.get(http.base() + path("absent.txt")).statusCode()).isEqualTo(401);
        assertThat(http.get(http.base() + path("absent.txt"), KEY, "key").statusCode())
                .isEqualTo(404);
        assertThat(http.get(http.base() + "/files/ada/p/none/a.txt", KEY, "key").statusCode())
                .isEqualTo(404);
        access.delete(run);
        assertThat(http.get(http.base() + path("a.txt"), KEY, "key").statusCode())
                .isEqualTo(404);
    }

    @Test
    void theCorsProbeOfWandbVerifyIsAnswered() throws Exception {
        HttpResponse<byte[]> response = http.send(
                "OPTIONS",
                http.base() + path("a.txt"),
                null,
                "Origin",
                "http://ui",
                "Access-Control-Request-Method",
                "GET");
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    }

    @Test
    void aFileIsOnlyReadHere() throws Exception {
        HttpResponse<byte[]> response = http.put(http.base() + path("a.txt"), new byte[1], KEY, "key");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(HttpFixture.text(response)).contains("createRunFiles");
    }

    @Test
    void whatChangedIsSentAgainAndNothingElse() throws Exception {
        upload("a.txt", "one");
        HttpResponse<byte[]> first = http.get(http.base() + path("a.txt"), KEY, "key");
        String etag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(http.get(http.base() + path("a.txt"), KEY, "key", "If-None-Match", etag)
                        .statusCode())
                .isEqualTo(304);
        upload("a.txt", "two");
        assertThat(http.get(http.base() + path("a.txt"), KEY, "key", "If-None-Match", etag)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theConsoleIsAFileUntilTheClientUploadsOne() throws Exception {
        assertThat(http.get(http.base() + path("output.log"), KEY, "key").statusCode())
                .isEqualTo(404);
        for (int i = 0; i < 5_001; i++) {
            console.add("line " + i);
        }
        Run talking = access.addTalking("r2", console.size());
        String address = http.base() + new FilePath("ada", "p", talking.name(), "output.log").encoded();
        HttpResponse<byte[]> response = http.get(address, KEY, "key");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(HttpFixture.text(response)).isEqualTo(String.join("\n", console) + "\n");
        assertThat(http.get(address).statusCode()).isEqualTo(401);
        upload(talking, "output.log", "the client's own");
        assertThat(HttpFixture.text(http.get(address, KEY, "key"))).isEqualTo("the client's own");
    }

    private static String path(String name) {
        return new FilePath("ada", "p", "r1", name).encoded();
    }

    private void upload(String name, String content) throws Exception {
        upload(run, name, content);
    }

    private void upload(Run to, String name, String content) throws Exception {
        var file = uploads.create(ADA, to, name, "").file();
        String key = store.uploads(List.of(file.id())).getFirst().key();
        byte[] bytes = content.getBytes(UTF_8);
        objects.put(key, new ByteArrayInputStream(bytes), bytes.length);
        contents.uploaded(key, bytes.length, null);
    }
}
