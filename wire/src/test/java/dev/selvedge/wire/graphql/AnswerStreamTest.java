package dev.selvedge.wire.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

class AnswerStreamTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    private static List<String> rows(int count) {
        return IntStream.range(0, count).mapToObj(row -> "row " + row).toList();
    }

    private void answer(Object value) throws IOException {
        AnswerStream answer = new AnswerStream(request, response);
        JSON.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET).writeValue(answer, value);
        answer.close();
    }

    @Test
    void aShortAnswerSaysHowLongItIs() throws IOException {
        request.addHeader("Accept-Encoding", "gzip, deflate");
        answer(rows(3));
        assertThat(response.getContentAsString()).isEqualTo("[\"row 0\",\"row 1\",\"row 2\"]");
        assertThat(response.getContentLength()).isEqualTo(25);
        assertThat(response.getHeader("Content-Encoding")).isNull();
    }

    @Test
    void aLongAnswerGoesInParts() throws IOException {
        answer(rows(100_000));
        assertThat(response.getContentAsString()).isEqualTo(JSON.writeValueAsString(rows(100_000)));
        assertThat(response.getHeader("Content-Length")).isNull();
        assertThat(response.getHeader("Content-Encoding")).isNull();
    }

    @Test
    void itIsPackedForThoseWhoAsk() throws IOException {
        request.addHeader("Accept-Encoding", "gzip");
        for (int rows : new int[] {1_000, 100_000}) {
            response.reset();
            answer(rows(rows));
            assertThat(response.getHeader("Content-Encoding")).isEqualTo("gzip");
            assertThat(response.getHeader("Vary")).isEqualTo("Accept-Encoding");
            assertThat(response.getHeader("Content-Length")).isNull();
            var unpacked = new GZIPInputStream(new ByteArrayInputStream(response.getContentAsByteArray()));
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(JSON.writeValueAsString(rows(rows)));
        }
    }

    @Test
    void oneThatFailsBeforeAnythingWentOutLeavesTheResponseToTheError() {
        Object bad = new Object() {
            @SuppressWarnings("unused")
            public String getName() {
                throw new IllegalStateException("broken");
            }
        };
        assertThatThrownBy(() -> answer(List.of("row", bad))).isInstanceOf(JacksonException.class);
        assertThat(response.getContentAsByteArray()).isEmpty();
    }
}
