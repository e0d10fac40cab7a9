package dev.selvedge.domain.automations.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretBoxTest {

    private final SecretBox box = new SecretBox(new byte[32]);

    @Test
    void whatWasSealedOpensAndLooksDifferentEachTime() {
        String sealed = box.seal("tök€n", "team");
        assertThat(sealed).isNotEqualTo(box.seal("tök€n", "team"));
        assertThat(box.open(sealed, "team")).isEqualTo("tök€n");
    }

    @Test
    void aRowCopiedToAnotherOwnerDoesNotOpen() {
        String sealed = box.seal("token", "team");
        assertThatThrownBy(() -> box.open(sealed, "other")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anotherServersKeyOpensNothing() {
        byte[] key = new byte[32];
        key[0] = 1;
        String sealed = box.seal("token", "team");
        assertThatThrownBy(() -> new SecretBox(key).open(sealed, "team")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aChangedByteIsNoticed() {
        byte[] sealed = Base64.getDecoder().decode(box.seal("token", "team"));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            String text = Base64.getEncoder().encodeToString(changed);
            assertThatThrownBy(() -> box.open(text, "team")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void theFirstVersionOpensForEver() {
        // sealed with a key of 32 zero bytes by the first version of the format
        assertThat(box.open("AQAAAAAAAAAAAAAAALrIK1gj27ENCsNKvhhoK6wL1hZkYw==", "team"))
                .isEqualTo("token");
    }
}
