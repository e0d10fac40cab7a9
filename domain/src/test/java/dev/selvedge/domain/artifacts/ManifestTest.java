package dev.selvedge.domain.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.platform.Fault;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestTest {

    private static final ArtifactId BIRTH = new ArtifactId(5);

    private static ManifestEntry entry(String digest) {
        return new ManifestEntry(digest, 3, BIRTH, null, null);
    }

    private static Manifest of(Map<String, ManifestEntry> entries) {
        return new Manifest("V2", null, entries);
    }

    /** The expected value was computed by the released Python client. */
    @Test
    void digestIsThatOfTheClient() {
        Manifest manifest = of(Map.of(
                "b/ü.txt", entry("rL0Y20zC+Fzt72VPzMSk2A=="),
                "a.txt", entry("N7UehS7Y5hgOyBqaYEQz2A==")));
        assertThat(manifest.digest(DigestAlgorithm.MD5)).isEqualTo("5f1d9da4cde1b0a181242cddf6122c7c");
    }

    /** The expected values were computed by the released client. */
    @Test
    void digestByXxh128IsThatOfTheClientToo() {
        Manifest manifest =
                of(Map.of("a.txt", entry("EJ+M3IM/ix2qROS4FF0ieA=="), "b.txt", entry("iFsIhGJE/rThPctL4qUwcQ==")));
        assertThat(manifest.digest(DigestAlgorithm.XXH128)).isEqualTo("caa73c782584fff6decd8bd6da51fd9b");
        assertThat(DigestAlgorithm.XXH128.hex("second")).isEqualTo("885b08846244feb4e13dcb4be2a53071");
    }

    @Test
    void pathsAreOrderedByCodePoint() {
        // in UTF-16 the emoji's surrogates come before the full-width letter
        assertThat(of(Map.of("😀", entry("x"), "ｚ", entry("y"))).entries().keySet())
                .containsExactly("ｚ", "😀");
    }

    @Test
    void newerEntriesReplaceOlderOnes() {
        Manifest merged =
                of(Map.of("a", entry("1"), "b", entry("2"))).with(of(Map.of("b", entry("3"), "c", entry("4"))));
        assertThat(merged.entries().values()).extracting(ManifestEntry::digest).containsExactly("1", "3", "4");
    }

    @Test
    void referencesHaveNoBirth() {
        Manifest manifest = of(Map.of(
                        "here", new ManifestEntry("1", 3, null, null, null),
                        "there", new ManifestEntry("2", 3, null, "s3://bucket/key", null)))
                .bornIn(BIRTH);
        assertThat(manifest.entries().get("here").birth()).isEqualTo(BIRTH);
        assertThat(manifest.entries().get("there").birth()).isNull();
    }

    @Test
    void writingAndReadingKeepsEverything() {
        Manifest manifest = new Manifest(
                "V2",
                "default",
                Map.of(
                        "a \"quoted\".txt",
                        entry("1"),
                        "ref",
                        new ManifestEntry("etag", 9, null, "gs://b/k", Map.of("versionID", "7"))));
        assertThat(ManifestJson.read(ManifestJson.write(manifest))).isEqualTo(manifest);
    }

    @Test
    void whatIsNoManifestIsRefused() {
        assertThatThrownBy(() -> ManifestJson.read("{".getBytes(UTF_8))).isInstanceOf(Fault.class);
        assertThatThrownBy(() -> ManifestJson.read("{\"version\":1}".getBytes(UTF_8)))
                .hasMessageContaining("contents");
        assertThatThrownBy(() -> ManifestJson.read("{\"contents\":{\"a\":{\"size\":1}}}".getBytes(UTF_8)))
                .hasMessageContaining("\"a\" has no digest");
        assertThatThrownBy(() -> ManifestJson.read(
                        "{\"contents\":{\"a\":{\"digest\":\"x\",\"birthArtifactID\":\"nonsense\"}}}".getBytes(UTF_8)))
                .isInstanceOf(Fault.class);
    }
}
