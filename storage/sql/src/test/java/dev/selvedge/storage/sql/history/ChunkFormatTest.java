package dev.selvedge.storage.sql.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** See docs/formats/history-chunk.md. */
class ChunkFormatTest {

    private static final String TEXT = "{\"_step\":0,\"loss\":NaN}\n{\"_step\":1,\"loss\":0.25}\n";

    @Test
    void aChunkOfVersionOneIsRead() throws IOException {
        byte[] text = ChunkPayload.text(fixture(), TEXT.length());
        assertThat(new String(text, StandardCharsets.UTF_8)).isEqualTo(TEXT);
    }

    @Test
    void aFlippedBitIsFound() throws IOException {
        byte[] payload = fixture();
        for (int bit = 0; bit < payload.length * 8; bit++) {
            byte[] bad = payload.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(new String(ChunkPayload.text(bad, TEXT.length()), StandardCharsets.UTF_8))
                        .as("bit " + bit)
                        .isEqualTo(TEXT);
            } catch (IllegalStateException found) {
                assertThat(found).hasMessageContaining("Chunk");
            }
        }
    }

    @Test
    void anUnknownVersionIsRefused() {
        assertThatThrownBy(() -> ChunkPayload.text(new byte[] {9, 0, 0}, 2)).hasMessageContaining("format");
    }

    private static byte[] fixture() throws IOException {
        try (var in = ChunkFormatTest.class.getResourceAsStream("/formats/chunk-1.bin")) {
            return in.readAllBytes();
        }
    }
}
