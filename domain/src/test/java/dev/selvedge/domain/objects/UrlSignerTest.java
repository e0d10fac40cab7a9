package dev.selvedge.domain.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.objects.ObjectStore.Presentation;
import dev.selvedge.domain.objects.ObjectStore.UploadRule;
import dev.selvedge.platform.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlSignerTest {

    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    private static final byte[] OTHER_KEY = "another-key-another-key-another-".getBytes(UTF_8);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<Grant> GRANTS = List.of(
            new Grant.Download("runs/1/files/ab", new Presentation("träning 100%.txt", "text/plain", true)),
            new Grant.Download("runs/1/files/ab", new Presentation(null, null, false)),
            new Grant.Upload("runs/1/files/ab", new UploadRule("rL0Y20zC+Fzt72VPzMSk2A==", "text/plain")),
            new Grant.Upload("runs/1/files/ab", new UploadRule(null, null)),
            new Grant.PartUpload("a/2/x", "f00d", 10_000, new UploadRule(null, "application/octet-stream")));

    private Instant now = Instant.parse("2026-05-01T12:00:00Z");
    private final UrlSigner signer = new UrlSigner(KEY, null, () -> now);

    @Test
    void everyGrantComesBackAsItWasSigned() {
        assertThat(GRANTS)
                .allSatisfy(grant ->
                        assertThat(signer.verify(signer.token(grant, HOUR))).isEqualTo(grant));
    }

    @Test
    void aChangeOfAnySingleCharacterIsRefused() {
        String token = signer.token(GRANTS.getFirst(), HOUR);
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertThatThrownBy(() -> signer.verify(changed))
                    .as("position %d", i)
                    .satisfies(this::isDenied);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "....", "AAAA", "not base64!", "../../etc/passwd"})
    void whatIsNoTokenIsRefused(String text) {
        assertThatThrownBy(() -> signer.verify(text)).satisfies(this::isDenied);
    }

    @Test
    void anotherSpellingOfTheSameBytesIsRefused() {
        String token = signer.token(GRANTS.getFirst(), HOUR);
        assertThatThrownBy(() -> signer.verify(token + "=")).satisfies(this::isDenied);
        assertThatThrownBy(() -> signer.verify(token + "==")).satisfies(this::isDenied);
    }

    @Test
    void expiresNotBeforeAndNotLongAfterItsTime() {
        String token = signer.token(GRANTS.getFirst(), HOUR);
        now = now.plus(HOUR);
        assertThat(signer.verify(token)).isNotNull();
        now = now.plus(HOUR.dividedBy(8)).plusSeconds(1);
        assertThatThrownBy(() -> signer.verify(token)).satisfies(this::isDenied).hasMessageContaining("expired");
    }

    @Test
    void theSameGrantShortlyAfterHasTheSameUrl() {
        String first = signer.token(GRANTS.getFirst(), HOUR);
        now = now.plusSeconds(60);
        assertThat(signer.token(GRANTS.getFirst(), HOUR)).isEqualTo(first);
    }

    @Test
    void aRotatedKeyIsAcceptedUntilItIsDropped() {
        String old = signer.token(GRANTS.getFirst(), HOUR);
        UrlSigner rotated = new UrlSigner(OTHER_KEY, KEY, () -> now);
        assertThat(rotated.verify(old)).isEqualTo(GRANTS.getFirst());
        assertThatThrownBy(() -> signer.verify(rotated.token(GRANTS.getFirst(), HOUR)))
                .satisfies(this::isDenied);
        assertThatThrownBy(() -> new UrlSigner(OTHER_KEY, null, () -> now).verify(old))
                .satisfies(this::isDenied);
    }

    @Test
    void noFileNameStandsReadableInTheUrl() {
        String url = signer.get(
                        "https://w.example",
                        "runs/1/files/ab",
                        new Presentation("../secret name.txt", null, false),
                        HOUR)
                .url();
        assertThat(url).startsWith("https://w.example/storage/").doesNotContain("secret");
        assertThat(url.substring("https://w.example/storage/".length())).matches("[A-Za-z0-9_/-]+");
    }

    @Test
    void theUrlTellsWhatKindOfObjectItIsAbout() {
        Presentation presentation = new Presentation("wandb_manifest.json", null, false);
        assertThat(signer.get("http://h", "wandb_artifacts/1/2/ab", presentation, HOUR)
                        .url())
                .startsWith("http://h/storage/wandb_artifacts/1/2/ab/");
        assertThat(signer.get("http://h", "wandb_artifacts/1/2/manifest.json", presentation, HOUR)
                        .url())
                .startsWith("http://h/storage/wandb_manifest.json/");
        assertThat(signer.put("http://h", "odd key/?", null, HOUR).url()).matches("http://h/storage/[A-Za-z0-9_-]+");
    }

    @Test
    void theHeadersOfAnUploadAreWhatItsRuleChecks() {
        assertThat(signer.put("http://h", "k", new UploadRule("bWQ1", "text/csv"), HOUR)
                        .headers())
                .containsEntry("Content-MD5", "bWQ1")
                .containsEntry("Content-Type", "text/csv");
        assertThat(signer.put("http://h", "k", null, HOUR).headers()).isEmpty();
    }

    /** Written by version 1; it must stay readable as long as version 1 is. */
    @Test
    void aTokenOfVersionOneIsUnderstood() {
        now = Instant.parse("2026-05-01T12:00:00Z");
        assertThat(signer.verify(FIXTURE_V1)).isEqualTo(GRANTS.getFirst());
    }

    @Test
    void anUnknownVersionIsRefused() {
        byte[] payload = GrantCodec.encode(GRANTS.getFirst(), now.getEpochSecond() + 60);
        payload[0] = 2;
        assertThat(GrantCodec.decode(payload)).isNull();
    }

    private static final String FIXTURE_V1 =
            "AQAAAABp-JhQAQAPcnVucy8xL2ZpbGVzL2FiAQARdHLDpG5pbmcgMTAwJS50eHQBAAp0ZXh0L3BsYWluAUkhI47icTencXaA2EAZQPL-VCu_hm-QY8O09k08fBZ_";

    private void isDenied(Throwable thrown) {
        assertThat(thrown)
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.DENIED));
    }
}
