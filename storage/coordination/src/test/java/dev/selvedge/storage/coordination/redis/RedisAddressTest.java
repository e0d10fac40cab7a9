package dev.selvedge.storage.coordination.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {

    @Test
    void theFormOfTheReferenceIsUnderstood() {
        RedisAddress address = RedisAddress.parse(
                "redis://app:p%40ss+word@cache.internal:6380?tls=true&ttlInSeconds=604800&caCertPath=/etc/ca.pem");
        assertThat(address)
                .isEqualTo(new RedisAddress(
                        "cache.internal", 6380, "app", "p@ss+word", 0, true, true, Path.of("/etc/ca.pem"), ""));
        assertThat(address.toString()).isEqualTo("redis://cache.internal:6380");
    }

    @Test
    void aPasswordMayStandAloneAndADatabaseHaveANumber() {
        RedisAddress address = RedisAddress.parse("rediss://:hush@h/3");
        assertThat(address.user()).isEmpty();
        assertThat(address.password()).isEqualTo("hush");
        assertThat(address.database()).isEqualTo(3);
        assertThat(address.port()).isEqualTo(6379);
        assertThat(address.tls()).isTrue();
        assertThat(RedisAddress.parse("redis://h").password()).isEmpty();
        assertThat(RedisAddress.parse("redis://lab_redis:6380").host()).isEqualTo("lab_redis");
        assertThat(RedisAddress.parse("redis://h?tls=skip-verify").verify()).isFalse();
    }

    @Test
    void aMasterMakesTheHostASentinel() {
        RedisAddress address = RedisAddress.parse("redis://h?master=mymaster");
        assertThat(address.port()).isEqualTo(26379);
        assertThat(address.master()).isEqualTo("mymaster");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://u:hush@h", "redis://u:hush@h/x", "redis://u:hu sh@h", "redis:hush"})
    void whatCannotBeReadIsRefusedWithoutRepeatingThePassword(String text) {
        assertThatThrownBy(() -> RedisAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hush")
                .hasMessageNotContaining("hu sh");
    }
}
