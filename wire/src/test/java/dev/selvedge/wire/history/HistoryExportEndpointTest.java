package dev.selvedge.wire.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class HistoryExportEndpointTest {

    private final HistoryExportEndpoint endpoint = new HistoryExportEndpoint(null, null, null, null);

    /** As the container refuses more of them than it is set to. */
    @Test
    void moreParametersThanCanBeReadAreTheAskersMistake() throws IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/history/export") {
            @Override
            public Map<String, String[]> getParameterMap() {
                throw new IllegalStateException("More than the maximum number");
            }
        };
        MockHttpServletResponse response = new MockHttpServletResponse();
        endpoint.handleRequest(request, response);
        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentAsString()).contains("too many parameters");
    }
}
