package dev.selvedge.storage.objects.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.storage.StorageOptions;
import dev.selvedge.domain.objects.ObjectStore.Presentation;
import dev.selvedge.domain.objects.ObjectStore.SignedUrl;
import dev.selvedge.domain.objects.ObjectStore.UploadRule;
import java.net.URI;
import java.net.URLDecoder;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the store's own check would say of our URLs: the canonical request is put together anew and the signature verified. */
class GcsUrlsTest {

    private static final String HOST = "storage.googleapis.com";

    private static KeyPair keys;
    private static GcsUrls urls;

    @BeforeAll
    static void open() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        var signer = ServiceAccountCredentials.newBuilder()
                .setClientEmail("server@project.iam.example")
                .setPrivateKey(keys.getPrivate())
                .build();
        var storage = StorageOptions.http()
                .setCredentials(NoCredentials.getInstance())
                .setProjectId("p")
                .build()
                .getService();
        urls = new GcsUrls(storage, GcsLocation.parse("gs://models"), signer);
    }

    @Test
    void uploadsAreBoundToMethodObjectChecksumAndType() throws Exception {
        SignedUrl url = urls.put(
                "runs/1/a b.txt", new UploadRule("XUFAKrxLKna5cZ2REBfFkg==", "text/plain"), Duration.ofHours(1));
        assertThat(url.headers())
                .containsEntry("Content-MD5", "XUFAKrxLKna5cZ2REBfFkg==")
                .containsEntry("Content-Type", "text/plain");
        Map<String, String> sent = new TreeMap<>(
                Map.of("content-md5", "XUFAKrxLKna5cZ2REBfFkg==", "content-type", "text/plain", "host", HOST));
        assertThat(verifies("PUT", url, sent)).isTrue();
        assertThat(verifies("GET", url, sent)).isFalse();
        sent.put("content-md5", "AAAAAAAAAAAAAAAAAAAAAA==");
        assertThat(verifies("PUT", url, sent)).isFalse();
    }

    @Test
    void downloadsSayHowTheFileIsCalled() throws Exception {
        SignedUrl url = urls.get("runs/1/a", new Presentation("a/träning.csv", "text/csv", false), Duration.ofDays(30));
        Map<String, String> query = query(url);
        assertThat(query)
                .containsEntry("response-content-disposition", "attachment; filename*=UTF-8''tr%C3%A4ning.csv")
                .containsEntry("response-content-type", "text/csv")
                .containsEntry("X-Goog-Expires", "604800");
        assertThat(verifies("GET", url, new TreeMap<>(Map.of("host", HOST)))).isTrue();
        SignedUrl elsewhere = new SignedUrl(url.url().replace("runs/1/a", "runs/2/a"), Map.of());
        assertThat(verifies("GET", elsewhere, new TreeMap<>(Map.of("host", HOST))))
                .isFalse();
    }

    private static boolean verifies(String method, SignedUrl url, Map<String, String> headers) throws Exception {
        URI uri = URI.create(url.url());
        assertThat(uri.getHost()).isEqualTo(HOST);
        Map<String, String> query = query(url);
        String canonicalQuery = Arrays.stream(uri.getRawQuery().split("&"))
                .filter(pair -> !pair.startsWith("X-Goog-Signature="))
                .sorted()
                .collect(Collectors.joining("&"));
        String lines = headers.entrySet().stream()
                .map(e -> e.getKey() + ":" + e.getValue() + "\n")
                .collect(Collectors.joining());
        String request = method + "\n" + uri.getRawPath() + "\n" + canonicalQuery + "\n" + lines + "\n"
                + query.get("X-Goog-SignedHeaders") + "\nUNSIGNED-PAYLOAD";
        String scope = query.get("X-Goog-Credential");
        String toSign = "GOOG4-RSA-SHA256\n" + query.get("X-Goog-Date") + "\n" + scope.substring(scope.indexOf('/') + 1)
                + "\n"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(request.getBytes(UTF_8)));
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(keys.getPublic());
        check.update(toSign.getBytes(UTF_8));
        return check.verify(HexFormat.of().parseHex(query.get("X-Goog-Signature")));
    }

    private static Map<String, String> query(SignedUrl url) {
        return Arrays.stream(URI.create(url.url()).getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }
}
