package dev.selvedge.domain.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.platform.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TtlsTest {

    @Test
    void secondsAreALifetimeAndTwoNumbersMeanSomethingElse() {
        assertThat(Ttls.parse(60L).lifetime()).contains(Duration.ofMinutes(1));
        assertThat(Ttls.parse(Ttls.OFF)).isEqualTo(Artifact.Ttl.OFF);
        assertThat(Ttls.parse(Ttls.INHERIT)).isNull();
        assertThat(Ttls.parse(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -3, Long.MIN_VALUE, Long.MAX_VALUE, 32_000_000_000L})
    void whatNoDateCanTakeIsRefused(long seconds) {
        assertThatThrownBy(() -> Ttls.parse(seconds))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.INVALID));
    }
}
