package dev.selvedge.wire.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class UiEndpointTest {

    private final UiEndpoint endpoint = new UiEndpoint((caller, path) -> !path.contains("gone"));

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ada/mnist", "/ada/mnist/runs/a=b&c", "/ada/data.csv/workspace", "/ada/v1.0"})
    void everyPageAddressAnswersTheApplication(String path) throws Exception {
        MockHttpServletResponse response = get(path, null);
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsString()).contains("test page");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/gone", "/ada/gone", "/ada/mnist/runs/gone", "/ada/mnist/runs/%67one"})
    void anAddressThatLeadsNowhereSaysSoAndStillBringsThePage(String path) throws Exception {
        MockHttpServletResponse response = get(path, null);
        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(response.getContentAsString()).contains("test page");
    }

    @Test
    void hashedFilesAreKeptByTheBrowserForGood() throws Exception {
        MockHttpServletResponse response = get("/assets/app-1a2b.js", "gzip");
        assertThat(response.getHeader("Cache-Control")).contains("immutable");
        assertThat(response.getHeader("Content-Encoding")).isEqualTo("gzip");
        assertThat(response.getContentType()).startsWith("text/javascript");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/gone.js", "/api/nothing", "/files/a/b/c/d", "/graphql2"})
    void missesBelowProtocolsAndAssetsAreNotPages(String path) throws Exception {
        MockHttpServletResponse response = get(path, null);
        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(response.getContentAsString()).contains("NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/../index.html", "/assets/%2e%2e/index.html", "/..%2fapplication.properties"})
    void nothingOutsideTheApplicationIsServed(String path) throws Exception {
        assertThat(get(path, null).getContentAsString()).doesNotContain("spring");
    }

    private MockHttpServletResponse get(String path, String encoding) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        if (encoding != null) {
            request.addHeader("Accept-Encoding", encoding);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        endpoint.handleRequest(request, response);
        return response;
    }
}
