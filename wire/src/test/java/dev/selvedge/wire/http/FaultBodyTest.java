package dev.selvedge.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class FaultBodyTest {

    @Test
    void aMethodThatARouteHasNotIsRefusedInTheWordsOfEveryOtherFault() throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();

        FaultBody.refuseMethod(new MockHttpServletRequest("PATCH", "/graphql"), response, "POST");

        assertThat(response.getStatus()).isEqualTo(405);
        assertThat(response.getHeader("Allow")).isEqualTo("POST");
        assertThat(response.getContentType()).startsWith("application/json");
        assertThat(response.getContentAsString())
                .contains("\"code\":\"METHOD_NOT_ALLOWED\"", "\"message\":\"This route answers POST\"");
    }
}
