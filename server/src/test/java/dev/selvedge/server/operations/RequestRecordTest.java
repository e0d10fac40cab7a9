package dev.selvedge.server.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RequestRecordTest {

    private final Traffic traffic = new Traffic();
    private final RequestRecord record = new RequestRecord(new SimpleMeterRegistry(), traffic, false);

    @Test
    void aServerIsQuietWhileItAnswersNobody() throws IOException, ServletException {
        List<Boolean> quiet = new ArrayList<>();
        record.doFilter(request(), new MockHttpServletResponse(), (request, response) -> {
            quiet.add(traffic.isQuiet());
            record.doFilter(request(), new MockHttpServletResponse(), (inner, answer) -> {});
            quiet.add(traffic.isQuiet());
        });
        assertThat(quiet).containsExactly(false, false);
        assertThat(traffic.isQuiet()).isTrue();

        assertThatThrownBy(() -> record.doFilter(request(), new MockHttpServletResponse(), (request, response) -> {
                    throw new IOException("gone");
                }))
                .hasMessage("gone");
        assertThat(traffic.isQuiet()).isTrue();
    }

    private static MockHttpServletRequest request() {
        return new MockHttpServletRequest("GET", "/ready");
    }
}
