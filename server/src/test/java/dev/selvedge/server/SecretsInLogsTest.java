package dev.selvedge.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.people.Administrators;
import dev.selvedge.server.cli.Main;
import dev.selvedge.wire.http.FaultBody;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import picocli.CommandLine;

/** Whoever reads the log must not be able to act as somebody: good and bad roads, the log at its most talkative. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsInLogsTest {

    private static final String PASSWORD = "correct-horse-battery-9";
    private static final String BUCKET_SECRET = "bucketSecretThatNobodyMayRead";

    @TempDir
    private Path folder;

    @Test
    void noKeyPasswordOrSignedUrlIsWritten(CapturedOutput output) throws Exception {
        try (TestServer server = new TestServer(
                folder,
                Map.of(
                        "logging.level.root",
                        "info",
                        "logging.level.dev.selvedge",
                        "trace",
                        "selvedge.operations.request-log",
                        "true",
                        "logging.structured.format.console",
                        "ecs"))) {
            String key = server.bean(Administrators.class).create("ada");
            String wrongKey = key.substring(0, key.length() - 4) + "zzzz";
            String signed = server.bean(ObjectStore.class)
                    .presignPut(
                            server.uri("").toString(),
                            "runs/1/files/a",
                            new ObjectStore.UploadRule(null, null),
                            Duration.ofMinutes(5))
                    .url();
            String token = signed.substring(signed.indexOf("/storage/") + 9);

            send(
                    server,
                    "POST",
                    "/api/signup",
                    null,
                    "{\"username\":\"bob\",\"email\":\"bob@example.org\",\"password\":\"" + PASSWORD + "\"}");
            send(server, "POST", "/api/session", null, "{\"login\":\"bob\",\"password\":\"" + PASSWORD + "-wrong\"}");
            send(server, "POST", "/api/session", null, "{\"login\":\"bob\",\"password\":\"" + PASSWORD + "\"");
            for (String each : new String[] {key, wrongKey}) {
                send(server, "POST", "/graphql", each, "{\"query\":\"{ viewer { id } }\"}");
                send(server, "POST", "/graphql", each, "{\"query\":\"{ nothing(apiKey: \\\"" + key + "\\\") }\"}");
                send(server, "POST", "/files/ada/p/r/file_stream?key=" + key, each, "{\"broken\":");
            }
            send(server, "PUT", "/storage/" + token, null, "bytes");
            send(server, "PUT", "/storage/" + token.substring(1), null, "bytes");
            send(server, "GET", "/storage/" + token, null, "");
            FaultBody.writeAccident(
                    new MockHttpServletRequest("PUT", "/storage/" + token),
                    new MockHttpServletResponse(),
                    new IllegalStateException("a broken disk"));

            assertThat(output.getAll())
                    .contains("/files/ada/p/r/file_stream")
                    .contains("\"requestId\"")
                    .contains("failed [")
                    .doesNotContain(key)
                    .doesNotContain(wrongKey)
                    .doesNotContain(Base64.getEncoder().encodeToString(("api:" + key).getBytes()))
                    .doesNotContain(PASSWORD)
                    .doesNotContain(token)
                    .doesNotContain(token.substring(1));
        }
    }

    @Test
    void aBucketThatCannotBeReachedIsReportedWithoutItsSecret(CapturedOutput output) throws Exception {
        String bucket = "s3://user:" + BUCKET_SECRET + "@127.0.0.1:1/b";
        try (TestServer server = new TestServer(folder, Map.of("selvedge.objects.bucket", bucket))) {
            HttpResponse<String> ready = send(server, "GET", "/ready", null, "");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body())
                    .contains("127.0.0.1:1/b", "cannot be used", "Connection refused")
                    .doesNotContain(BUCKET_SECRET);
            assertThat(send(server, "GET", "/healthz", null, "").statusCode()).isEqualTo(200);
        }
        assertThat(output.getAll()).contains("cannot be used").doesNotContain(BUCKET_SECRET);
    }

    @Test
    void aBucketThatCannotBeReadIsReportedWithoutItsSecret(CapturedOutput output) throws IOException {
        start("selvedge.objects.bucket", "s3://user:" + BUCKET_SECRET + "%@host/b d");
        assertThat(output.getAll()).contains("selvedge.objects.bucket").doesNotContain(BUCKET_SECRET);
    }

    @Test
    void aMisspelledSettingIsNamedWithoutItsValue(CapturedOutput output) throws IOException {
        start("selvedge.objects.bukcet", "s3://user:" + BUCKET_SECRET + "@host/b");
        assertThat(output.getAll()).contains("bukcet").doesNotContain(BUCKET_SECRET);
    }

    /** As at the command line, where the reason is printed; the setting stands in a file. */
    private void start(String setting, String value) throws IOException {
        Path file = Files.writeString(folder.resolve("more.properties"), setting + "=" + value + "\n");
        System.setProperty("spring.config.additional-location", file.toUri().toString());
        try {
            int status = new CommandLine(Main.class).execute("up", "--port", "0", "--data-dir", folder + "/data");
            assertThat(status).isEqualTo(1);
        } finally {
            System.clearProperty("spring.config.additional-location");
        }
    }

    private static HttpResponse<String> send(TestServer server, String method, String path, String key, String body)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.uri(path)).method(method, BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(("api:" + key).getBytes()));
        }
        return server.client().send(request.build(), BodyHandlers.ofString());
    }
}
