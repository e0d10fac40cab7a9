package dev.selvedge.wire.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.objects.ObjectStore.Part;
import dev.selvedge.domain.objects.ObjectStore.Presentation;
import dev.selvedge.domain.objects.ObjectStore.UploadRule;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.storage.contract.objects.InMemoryObjectStore;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageExchangeTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Presentation PLAIN = new Presentation("digits.txt", "text/plain", true);

    @TempDir
    Path folder;

    private Instant now = Instant.now();
    private final UrlSigner signer = new UrlSigner("exchange test key, 32 bytes long".getBytes(UTF_8), null, () -> now);
    private final InMemoryObjectStore store = new InMemoryObjectStore(signer);
    private final List<String> arrived = new ArrayList<>();
    private HttpFixture http;

    @BeforeEach
    void start() throws Exception {
        StorageEndpoint endpoint = new StorageEndpoint(
                store, signer, List.of((key, size, md5) -> arrived.add(key + " " + size + " " + md5)));
        http = new HttpFixture(folder, endpoint, request -> Caller.ANONYMOUS);
        store.put("k/1/digits", new ByteArrayInputStream("0123456789".getBytes(UTF_8)), 10);
    }

    @AfterEach
    void stop() throws Exception {
        http.close();
    }

    @Test
    void aDownloadCarriesLengthTagAndName() throws Exception {
        HttpResponse<byte[]> response = http.get(download(PLAIN));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(HttpFixture.text(response)).isEqualTo("0123456789");
        assertThat(header(response, "Content-Length")).isEqualTo("10");
        assertThat(header(response, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(response, "ETag")).isEqualTo("\"781e5e245d69b566979b86e28d23f2c7\"");
        assertThat(header(response, "Content-Type")).isEqualToIgnoringCase("text/plain;charset=utf-8");
        assertThat(header(response, "Content-Disposition")).startsWith("inline; filename=\"digits.txt\"");
        assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    void aDownloadLinkAlsoAnswersHead() throws Exception {
        HttpResponse<byte[]> response = http.send("HEAD", download(PLAIN), null);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Length")).isEqualTo("10");
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3, 206, 0123, bytes 0-3/10",
        "bytes=4-, 206, 456789, bytes 4-9/10",
        "bytes=-3, 206, 789, bytes 7-9/10",
        "bytes=-100, 206, 0123456789, bytes 0-9/10",
        "bytes=8-100, 206, 89, bytes 8-9/10",
        "bytes=9-9, 206, 9, bytes 9-9/10",
        "bytes=10-, 416, '', bytes */10",
        "bytes=10-20, 416, '', bytes */10",
        "bytes=-0, 416, '', bytes */10",
        "'bytes=0-1,3-4', 200, 0123456789,",
        "bytes=5-2, 200, 0123456789,",
        "bytes=x-y, 200, 0123456789,",
        "lines=0-1, 200, 0123456789,"
    })
    void ranges(String range, int status, String body, String contentRange) throws Exception {
        HttpResponse<byte[]> response = http.get(download(PLAIN), "Range", range);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(HttpFixture.text(response)).isEqualTo(body);
        assertThat(header(response, "Content-Length")).isEqualTo(Integer.toString(body.length()));
        assertThat(header(response, "Content-Range")).isEqualTo(contentRange);
    }

    @Test
    void aRangeOfAnotherVersionGivesTheWholeObject() throws Exception {
        String etag = header(http.get(download(PLAIN)), "ETag");
        assertThat(http.get(download(PLAIN), "Range", "bytes=0-1", "If-Range", etag)
                        .statusCode())
                .isEqualTo(206);
        assertThat(http.get(download(PLAIN), "Range", "bytes=0-1", "If-Range", "\"old\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatTheClientHasIsNotSentAgain() throws Exception {
        String etag = header(http.get(download(PLAIN)), "ETag");
        assertThat(http.get(download(PLAIN), "If-None-Match", "\"x\", W/" + etag)
                        .statusCode())
                .isEqualTo(304);
        assertThat(http.get(download(PLAIN), "If-None-Match", "\"x\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void emptyObjectsAreSent() throws Exception {
        store.put("k/1/empty", new ByteArrayInputStream(new byte[0]), 0);
        String url = signer.get(http.base(), "k/1/empty", PLAIN, HOUR).url();
        assertThat(http.get(url).statusCode()).isEqualTo(200);
        assertThat(header(http.get(url), "Content-Length")).isEqualTo("0");
        assertThat(http.get(url, "Range", "bytes=0-").statusCode()).isEqualTo(416);
    }

    @ParameterizedTest
    @CsvSource({
        "page.html, text/html, inline, text/html;charset=utf-8, sandbox allow-scripts",
        "x.svg, image/svg+xml, inline, image/svg+xml, sandbox;",
        "app.js, text/javascript, inline, text/plain;charset=utf-8,",
        "app.mjs, application/javascript, attachment, text/plain;charset=utf-8,",
        "a.png, image/png, inline, image/png,",
        "a.bin, application/x-foo, attachment, application/x-foo,",
        "a.bin, 'text/html\r\nX: y', attachment, application/octet-stream,",
        "a,, attachment, application/octet-stream,"
    })
    void nothingStoredActsInTheNameOfOurPages(
            String name, String declared, String disposition, String type, String policy) throws Exception {
        HttpResponse<byte[]> response = http.get(download(new Presentation(name, declared, true)));
        assertThat(header(response, "Content-Type")).isEqualToIgnoringCase(type);
        assertThat(header(response, "Content-Disposition")).startsWith(disposition);
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        if (policy == null) {
            assertThat(header(response, "Content-Security-Policy")).isNull();
        } else {
            assertThat(header(response, "Content-Security-Policy")).startsWith(policy);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"träning 100%.txt", "a\"b\\c.txt", "../../evil.txt", "new\nline.txt", "日本.txt"})
    void namesOfAnyKindMakeOneHeader(String name) throws Exception {
        HttpResponse<byte[]> response = http.get(download(new Presentation(name, "text/plain", false)));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Disposition"))
                .startsWith("attachment; filename")
                .doesNotContain("..");
    }

    @Test
    void anUploadIsStoredAnnouncedAndTagged() throws Exception {
        byte[] content = "some content".getBytes(UTF_8);
        String url = signer.put(http.base(), "k/1/new", null, HOUR).url();
        HttpResponse<byte[]> response = http.put(url, content);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "ETag"))
                .isEqualTo("\"" + store.head("k/1/new").orElseThrow().etag() + "\"");
        assertThat(store.content("k/1/new")).isEqualTo(content);
        assertThat(arrived).containsExactly("k/1/new 12 " + md5(content));
    }

    @Test
    void anEmptyUploadIsAnUpload() throws Exception {
        String url = signer.put(http.base(), "k/1/new", null, HOUR).url();
        assertThat(http.put(url, new byte[0]).statusCode()).isEqualTo(200);
        assertThat(store.content("k/1/new")).isEmpty();
        assertThat(arrived).hasSize(1);
    }

    @Test
    void anUploadWithoutALengthIsTaken() throws Exception {
        String path = signer.put("", "k/1/new", null, HOUR).url();
        String answer = http.raw("PUT " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(store.content("k/1/new")).isEqualTo("hello".getBytes(UTF_8));
    }

    @Test
    void contentThatDiffersFromItsMd5IsNotKept() throws Exception {
        byte[] content = "some content".getBytes(UTF_8);
        String other = md5("other content".getBytes(UTF_8));
        String url = signer.put(http.base(), "k/1/new", null, HOUR).url();
        HttpResponse<byte[]> response = http.put(url, content, "Content-MD5", other);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(HttpFixture.text(response)).contains(md5(content)).contains(other);
        String bound = signer.put(http.base(), "k/1/new", new UploadRule(other, null), HOUR)
                .url();
        assertThat(http.put(bound, content).statusCode()).isEqualTo(400);
        assertThat(store.head("k/1/new")).isEmpty();
        assertThat(arrived).isEmpty();
        assertThat(http.put(url, content, "Content-MD5", md5(content)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void contentOfAnotherTypeThanAgreedIsRefused() throws Exception {
        String url = signer.put(http.base(), "k/1/new", new UploadRule(null, "text/csv"), HOUR)
                .url();
        assertThat(http.put(url, new byte[1], "Content-Type", "text/html").statusCode())
                .isEqualTo(400);
        assertThat(http.put(url, new byte[1], "Content-Type", "text/csv").statusCode())
                .isEqualTo(200);
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws Exception {
        String path = signer.put("", "k/1/new", null, HOUR).url();
        http.breakOff("PUT " + path + " HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\nonly this");
        Thread.sleep(300);
        assertThat(store.head("k/1/new")).isEmpty();
        assertThat(arrived).isEmpty();
    }

    @Test
    void partsAreTakenEachByItsOwnLink() throws Exception {
        String upload = store.startMultipart("k/1/big", null);
        List<Part> parts = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            byte[] content = ("part" + i).getBytes(UTF_8);
            String url = signer.part(http.base(), "k/1/big", upload, i, new UploadRule(md5(content), null), HOUR)
                    .url();
            HttpResponse<byte[]> response = http.put(url, content);
            parts.add(new Part(i, header(response, "ETag")));
        }
        store.completeMultipart("k/1/big", upload, parts);
        assertThat(store.content("k/1/big")).isEqualTo("part1part2".getBytes(UTF_8));
        assertThat(arrived).isEmpty();
    }

    @Test
    void aPartOfAnUploadThatIsOverIsNotFound() throws Exception {
        String url = signer.part(http.base(), "k/1/big", "gone", 1, null, HOUR).url();
        assertThat(http.put(url, new byte[1]).statusCode()).isEqualTo(404);
    }

    @Test
    void aLinkGrantsOneKindOfAccessOnly() throws Exception {
        String upload = signer.put(http.base(), "k/1/digits", null, HOUR).url();
        assertThat(http.get(upload).statusCode()).isEqualTo(405);
        assertThat(http.put(download(PLAIN), new byte[1]).statusCode()).isEqualTo(405);
        assertThat(http.send("DELETE", download(PLAIN), null).statusCode()).isEqualTo(405);
        assertThat(http.send("POST", upload, new byte[1]).statusCode()).isEqualTo(405);
        assertThat(store.content("k/1/digits")).hasSize(10);
    }

    @Test
    void expiredAndChangedLinksSayWhy() throws Exception {
        String download = download(PLAIN);
        String upload = signer.put(http.base(), "k/1/new", null, HOUR).url();
        HttpResponse<byte[]> changed = http.get(download.substring(0, download.length() - 9) + "AAAAAAAAA");
        assertThat(changed.statusCode()).isEqualTo(403);
        assertThat(HttpFixture.text(changed)).contains("not valid");
        now = now.plus(Duration.ofHours(2));
        assertThat(http.get(download).statusCode()).isEqualTo(403);
        assertThat(HttpFixture.text(http.get(download))).contains("expired");
        assertThat(http.put(upload, new byte[1]).statusCode()).isEqualTo(403);
        assertThat(store.head("k/1/new")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/storage/",
                "/storage/x",
                "/storage/../k/1/digits",
                "/storage/%2e%2e%2fk/1/digits",
                "/storage/k/1/digits"
            })
    void keysAndPathsAreNoLinks(String path) throws Exception {
        String answer = http.raw("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        assertThat(answer).matches("(?s)HTTP/1.1 40[034].*").doesNotContain("0123456789");
    }

    @Test
    void theTokenAloneCountsWhateverStandsBeforeIt() throws Exception {
        String url = download(PLAIN);
        String token = url.substring(url.lastIndexOf('/') + 1);
        assertThat(url).contains("/storage/k/1/digits/");
        for (String label : List.of("", "k/2/other/", "a%20b/")) {
            assertThat(HttpFixture.text(http.get(http.base() + "/storage/" + label + token)))
                    .isEqualTo("0123456789");
        }
    }

    @Test
    void aDeletedObjectIsNotFound() throws Exception {
        String url = download(PLAIN);
        store.delete(List.of("k/1/digits"));
        assertThat(http.get(url).statusCode()).isEqualTo(404);
    }

    @Test
    void preflightsAreAnswered() throws Exception {
        HttpResponse<byte[]> response = http.send(
                "OPTIONS",
                download(PLAIN),
                null,
                "Origin",
                "https://elsewhere",
                "Access-Control-Request-Method",
                "PUT");
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(header(response, "Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, PUT");
        assertThat(header(response, "Access-Control-Expose-Headers")).contains("ETag");
        assertThat(header(response, "Access-Control-Max-Age")).isEqualTo("3000");
    }

    private String download(Presentation presentation) {
        return signer.get(http.base(), "k/1/digits", presentation, HOUR).url();
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    private static String md5(byte[] content) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("MD5").digest(content));
    }
}
