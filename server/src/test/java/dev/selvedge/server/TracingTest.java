package dev.selvedge.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.people.Administrators;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a receiver of traces is told, and that nobody is told anything unless it is wanted. */
@ExtendWith(OutputCaptureExtension.class)
class TracingTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";

    @TempDir
    private Path folder;

    private static String send(TestServer server, String path, String body) throws Exception {
        String key = server.bean(Administrators.class).create("ada");
        String basic = Base64.getEncoder().encodeToString(("api:" + key).getBytes());
        var answer = server.client()
                .send(
                        HttpRequest.newBuilder(server.uri(path))
                                .header("Authorization", "Basic " + basic)
                                .header("traceparent", "00-" + TRACE + "-" + PARENT + "-01")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return key;
    }

    private static final String START = """
            {"query":"mutation { upsertBucket(input: {entityName: \\"ada\\", modelName: \\"aSecretProject\\", name: \\"r\\"}) { inserted } }"}""";

    @Test
    void aRequestIsASpanAndSoIsEachStatementBeneathIt(CapturedOutput output) throws Exception {
        try (TraceReceiver receiver = new TraceReceiver()) {
            String key;
            try (TestServer server = new TestServer(
                    folder,
                    Map.of(
                            "selvedge.tracing.endpoint",
                            receiver.url(),
                            "selvedge.operations.request-log",
                            "true",
                            "logging.structured.format.console",
                            "ecs"))) {
                key = send(server, "/graphql?token=aSecretToken", START);
                // what waits is sent when the server ends
            }
            List<Span> spans = receiver.spans(TRACE);
            Span request = spans.stream()
                    .filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_SERVER)
                    .findFirst()
                    .orElseThrow();
            assertThat(request.getName()).isEqualTo("POST /graphql");
            assertThat(hex(request.getParentSpanId().toByteArray())).isEqualTo(PARENT);
            List<Span> beneath = spans.stream()
                    .filter(span -> span.getParentSpanId().equals(request.getSpanId()))
                    .toList();
            assertThat(beneath)
                    .extracting(Span::getName)
                    .as("statements of a GraphQL request")
                    .contains("SELECT", "INSERT", "COMMIT");
            assertThat(beneath)
                    .allSatisfy(span -> assertThat(span.getStartTimeUnixNano())
                            .isBetween(request.getStartTimeUnixNano(), request.getEndTimeUnixNano()));
            assertThat(beneath.stream()
                            .map(span -> TraceReceiver.text(span.getAttributesList(), "db.query.text"))
                            .filter(text -> text.contains("insert into run "))
                            .findFirst())
                    .hasValueSatisfying(text -> assertThat(text).contains("?"));
            assertThat(receiver.service()).isEqualTo("selvedge");
            assertThat(receiver.everything()).doesNotContain("aSecretProject", "aSecretToken", key);
            assertThat(output.getAll().lines().filter(line -> line.contains("POST /graphql 200")))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .contains("\"traceId\":\"" + TRACE + "\"")
                            .contains("\"spanId\":\"" + hex(request.getSpanId().toByteArray()) + "\"")
                            .contains("\"requestId\":\""
                                    + TraceReceiver.text(request.getAttributesList(), "selvedge.request.id") + "\""));
        }
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    @Test
    void withoutAReceiverThereAreNoTraces(CapturedOutput output) throws Exception {
        try (TestServer server = new TestServer(folder, Map.of("selvedge.operations.request-log", "true"))) {
            send(server, "/graphql", START);
            assertThatThrownBy(() -> server.bean(OpenTelemetry.class))
                    .isInstanceOf(NoSuchBeanDefinitionException.class);
            assertThat(output.getAll()).doesNotContain(TRACE);
        }
    }

    @Test
    void aReceiverThatIsAwayHindersNobody() throws Exception {
        try (TestServer server = new TestServer(
                folder, Map.of("selvedge.tracing.endpoint", "http://127.0.0.1:1", "logging.level.root", "off"))) {
            send(server, "/graphql", START);
        }
    }

    @Test
    void anAddressThatIsNoneStopsTheStart() {
        assertThatThrownBy(() -> new TestServer(
                        folder, Map.of("selvedge.tracing.endpoint", "collector", "logging.level.root", "off")))
                .hasStackTraceContaining("Traces cannot be sent to collector");
    }
}
