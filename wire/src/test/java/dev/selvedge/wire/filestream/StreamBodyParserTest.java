package dev.selvedge.wire.filestream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.runs.StreamUpdate;
import dev.selvedge.platform.Fault;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamBodyParserTest {

    @Test
    void anEmptyObjectIsAHeartbeat() {
        StreamUpdate update = parse("{}");
        assertThat(update.history().isEmpty()).isTrue();
        assertThat(update.summary()).isNull();
        assertThat(update.complete()).isFalse();
        assertThat(update.uploaded()).isEmpty();
    }

    @Test
    void linesAreHandedOnAsTheyCame() {
        StreamUpdate update = parse("""
                {"files": {
                  "wandb-history.jsonl": {"offset": 7, "content": ["{\\"a\\": NaN, \\"é\\": \\"\\\\u00e9\\"}", "{\\"_step\\":9}"]},
                  "wandb-events.jsonl": {"content": ["{\\"system.cpu\\":1}"], "offset": 3},
                  "output.log": {"offset": 2, "content": ["ERROR 2026-01-01T00:00:00 oh"]}}}""");
        assertThat(update.history().offset()).isEqualTo(7);
        assertThat(new String(update.history().lines().text(), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\": NaN, \"é\": \"\\u00e9\"}\n{\"_step\":9}\n");
        assertThat(update.events().offset()).isEqualTo(3);
        assertThat(update.events().lines().count()).isOne();
        assertThat(update.output().offset()).isEqualTo(2);
    }

    @Test
    void onlyTheLastSummaryCounts() {
        StreamUpdate update = parse(
                "{\"files\":{\"wandb-summary.json\":{\"offset\":3,\"content\":[\"{\\\"a\\\":1}\",\"{\\\"a\\\":2}\"]}}}");
        assertThat(update.summary()).isEqualTo("{\"a\":2}");
    }

    @Test
    void theRestOfTheEnvelopeIsRead() {
        StreamUpdate update = parse(
                "{\"uploaded\":[\"a b.txt\",\"ü\"],\"preempting\":true,\"complete\":true,\"exitcode\":-1,\"dropped\":4,\"x\":{\"y\":[1]}}");
        assertThat(update.uploaded()).containsExactly("a b.txt", "ü");
        assertThat(update.preempting()).isTrue();
        assertThat(update.complete()).isTrue();
        assertThat(update.exitCode()).isEqualTo(-1);
    }

    @Test
    void nullsAndUnknownFilesAreFine() {
        StreamUpdate update = parse(
                "{\"files\":{\"other.txt\":{\"offset\":0,\"content\":[\"x\"]},\"output.log\":{\"offset\":0,\"content\":null}},"
                        + "\"uploaded\":null,\"complete\":null,\"exitcode\":null,\"preempting\":null}");
        assertThat(update.output().isEmpty()).isTrue();
        assertThat(update.exitCode()).isNull();
        assertThat(parse("{\"files\":null}").history().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "\"x\"",
                "null",
                "{} {}",
                "{\"files\":[]}",
                "{\"files\":{\"wandb-history.jsonl\":[]}}",
                "{\"files\":{\"wandb-history.jsonl\":{\"offset\":0,\"content\":\"x\"}}}",
                "{\"files\":{\"wandb-history.jsonl\":{\"offset\":0,\"content\":[1]}}}",
                "{\"files\":{\"wandb-history.jsonl\":{\"offset\":0,\"content\":[null]}}}",
                "{\"files\":{\"wandb-history.jsonl\":{\"offset\":\"x\",\"content\":[\"{}\"]}}}",
                "{\"files\":{\"wandb-history.jsonl\":{\"offset\":-1,\"content\":[\"{}\"]}}}",
                "{\"files\":{\"wandb-history.jsonl\":{\"offset\":1.5,\"content\":[\"{}\"]}}}",
                "{\"files\":{\"wandb-history.jsonl\":{\"offset\":99999999999999999999,\"content\":[\"{}\"]}}}",
                "{\"files\":{\"wandb-history.jsonl\":{\"offset\":0,\"content\":[\"nonsense\"]}}}",
                "{\"files\":{\"wandb-events.jsonl\":{\"offset\":0,\"content\":[\"[1]\"]}}}",
                "{\"files\":{\"wandb-history.jsonl\":{\"off",
                "{\"uploaded\":5}",
                "{\"uploaded\":[5]}",
                "{\"complete\":\"yes\"}",
                "{\"preempting\":1}",
                "{\"complete\":true,\"exitcode\":\"zero\"}",
                "{\"complete\":true,\"exitcode\":9999999999}"
            })
    void whatIsNoSuchBodyIsRefused(String body) {
        assertThatThrownBy(() -> parse(body))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.INVALID));
    }

    @Test
    void deepNestingIsRefusedWithoutHarm() {
        assertThatThrownBy(() -> parse("{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.INVALID));
    }

    @Test
    void moreThanTheLimitIsTooLarge() {
        var body = new BoundedInputStream(
                new ByteArrayInputStream("{\"x\":\"aaaaaaaaaaaaaaaaaaaa\"}".getBytes(StandardCharsets.UTF_8)), 10);
        assertThatThrownBy(() -> StreamBodyParser.parse(body, null, false))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.TOO_LARGE));
    }

    @Test
    void pathsMayHoldAnyLetters() {
        assertThat(RunPath.of("/files/my%20team/100%25/r%C3%BC+1/file_stream"))
                .isEqualTo(new RunPath("my team", "100%", "rü+1"));
        assertThatThrownBy(() -> RunPath.of("/files/a/b/%zz/file_stream")).isInstanceOf(Fault.class);
    }

    private static StreamUpdate parse(String body) {
        return StreamBodyParser.parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), null, false);
    }
}
