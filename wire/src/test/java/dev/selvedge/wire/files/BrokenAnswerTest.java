package dev.selvedge.wire.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.Fault;
import dev.selvedge.wire.http.FaultBody;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.HttpRequestHandler;

/** An answer that fails after its beginning has left must not look like a whole one, nor keep its reader waiting. */
class BrokenAnswerTest {

    private static final int BEGINNING = 100_000;

    @TempDir
    private Path folder;

    @Test
    void oneOfUnknownLengthEndsWithItsConnection() throws Exception {
        breaks((request, response) -> {
            response.getOutputStream().write(new byte[BEGINNING]);
            FaultBody.writeAccident(request, response, new IllegalStateException("the segment is damaged"));
        });
    }

    @Test
    void oneOfKnownLengthDoesToo() throws Exception {
        breaks((request, response) -> {
            response.setContentLength(2 * BEGINNING);
            response.getOutputStream().write(new byte[BEGINNING]);
            FaultBody.write(request, response, new Fault(Fault.Code.UNAVAILABLE, "The object store is away"));
        });
    }

    private void breaks(HttpRequestHandler handler) throws Exception {
        try (HttpFixture server = new HttpFixture(folder, handler, request -> Caller.ANONYMOUS)) {
            assertThatThrownBy(() -> server.get(server.base() + "/export")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whatHasNotLeftYetIsReplacedByTheFault() throws Exception {
        HttpRequestHandler handler = (request, response) -> {
            response.getOutputStream().write(new byte[2]);
            FaultBody.write(request, response, Fault.notFound("There is no run"));
        };
        try (HttpFixture server = new HttpFixture(folder, handler, request -> Caller.ANONYMOUS)) {
            var answer = server.get(server.base() + "/export");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(HttpFixture.text(answer)).contains("There is no run");
        }
    }
}
