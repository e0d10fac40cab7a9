package dev.selvedge.storage.objects.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.platform.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rights that are not in the address: those of a pod, and those of a role that the owner of a bucket lends. */
@Timeout(60)
class S3IdentityTest {

    @TempDir
    private Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer exchange;

    @BeforeEach
    void start() throws IOException {
        exchange = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        exchange.createContext("/", request -> {
            String form = URLDecoder.decode(new String(request.getRequestBody().readAllBytes(), UTF_8), UTF_8);
            asked.add(form);
            String action =
                    form.contains("Action=AssumeRoleWithWebIdentity") ? "AssumeRoleWithWebIdentity" : "AssumeRole";
            String lent = "<%1$sResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><%1$sResult><Credentials>"
                    + "<AccessKeyId>LENT</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>token-%1$s</SessionToken>"
                    + "<Expiration>%2$s</Expiration></Credentials></%1$sResult></%1$sResponse>";
            byte[] answer =
                    lent.formatted(action, Instant.now().plusSeconds(3_600)).getBytes(UTF_8);
            request.getResponseHeaders().set("Content-Type", "text/xml");
            request.sendResponseHeaders(200, answer.length);
            request.getResponseBody().write(answer);
            request.close();
        });
        exchange.start();
        System.setProperty(
                "aws.endpointUrlSts",
                "http://127.0.0.1:" + exchange.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        exchange.stop(0);
        for (String each : List.of("aws.endpointUrlSts", "aws.region", "aws.roleArn", "aws.webIdentityTokenFile")) {
            System.clearProperty(each);
        }
    }

    private static String link(String address) {
        try (S3ObjectStore store =
                S3ObjectStore.open(S3Location.parse(address), new UrlSigner(new byte[32], null, Instant::now))) {
            return store.presignGet("", "k", null, Duration.ofHours(1)).url();
        }
    }

    @Test
    void aPodsTokenIsExchangedForTheRightsOfItsRole() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "of-the-pod");
        System.setProperty("aws.region", "eu-west-1");
        System.setProperty("aws.roleArn", "arn:aws:iam::1:role/pods");
        System.setProperty("aws.webIdentityTokenFile", token.toString());
        assertThat(link("s3://models?region=eu-west-1"))
                .startsWith("https://models.s3.eu-west-1.amazonaws.com/k?")
                .contains("X-Amz-Credential=LENT")
                .contains("X-Amz-Security-Token=token-AssumeRoleWithWebIdentity");
        assertThat(asked.getFirst())
                .contains("WebIdentityToken=of-the-pod")
                .contains("RoleArn=arn:aws:iam::1:role/pods");
    }

    @Test
    void withoutTheExchangeNothingCanBeSignedForNow() {
        exchange.stop(0);
        assertThatThrownBy(() -> link("s3://own:secret@s3.amazonaws.com/models?role=arn:aws:iam::2:role/lent"))
                .isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.code()).isEqualTo(Fault.Code.UNAVAILABLE);
                    assertThat(fault.retryAfter()).isPresent();
                });
    }

    @Test
    void theRoleOfAnotherAccountIsTakenOnWithWhatItsOwnerAsksFor() {
        String link = link("s3://own:secret@s3.amazonaws.com/models?region=eu-west-1"
                + "&role=arn:aws:iam::2:role/lent&external-id=crew-7");
        assertThat(link)
                .startsWith("https://models.s3.eu-west-1.amazonaws.com/k?")
                .contains("X-Amz-Credential=LENT")
                .contains("X-Amz-Security-Token=token-AssumeRole&");
        assertThat(asked.getFirst())
                .contains("RoleArn=arn:aws:iam::2:role/lent")
                .contains("ExternalId=crew-7")
                .contains("RoleSessionName=selvedge");
    }
}
