package dev.selvedge.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;

class SettingsTest {

    @Test
    void withoutAnyEachHasItsDefault() {
        Settings settings = SettingsReader.read();
        assertThat(settings.mode()).isEqualTo(Settings.Mode.EMBEDDED);
        assertThat(settings.dataDir()).isEqualTo(Path.of("selvedge-data"));
        assertThat(settings.roles()).isEqualTo(EnumSet.allOf(Role.class));
        assertThat(settings.trustedProxies()).isEmpty();
        assertThat(settings.people().sessionLength()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.operations().port()).isNull();
        assertThat(settings.objects().folder()).isNull();
        assertThat(settings.history().cache().toMegabytes()).isEqualTo(256);
        assertThat(settings.webhooks().allowHosts()).isEmpty();
        assertThat(settings.mail().port()).isEqualTo(587);
    }

    @Test
    void whatIsGivenIsRead() {
        Settings settings = SettingsReader.read(
                "--selvedge.mode=production",
                "--selvedge.data-dir=/somewhere",
                "--selvedge.test-fixtures=true",
                "--selvedge.roles=api,worker",
                "--selvedge.trusted-proxies[0]=10.0.0.0/8",
                "--selvedge.trusted-proxies[1]=127.0.0.1",
                "--selvedge.limits.run-update-count=7",
                "--selvedge.operations.drain=20s");
        assertThat(settings.mode()).isEqualTo(Settings.Mode.PRODUCTION);
        assertThat(settings.dataDir()).isEqualTo(Path.of("/somewhere"));
        assertThat(settings.testFixtures()).isTrue();
        assertThat(settings.roles()).isEqualTo(Set.of(Role.API, Role.WORKER));
        assertThat(settings.trustedProxies()).isEqualTo(List.of("10.0.0.0/8", "127.0.0.1"));
        assertThat(settings.limits().runUpdateCount()).isEqualTo(7);
        assertThat(settings.limits().filestreamCount()).isZero();
        assertThat(settings.operations().drain()).isEqualTo(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "selvedge.hosts",
                "selvedge.mail.hots",
                "selvedge.tracing.endpoint.url",
                "selvedge.nothing.at.all"
            })
    void aKeyThatDoesNotExistIsRefused(String key) {
        assertThatThrownBy(() -> SettingsReader.read("--" + key + "=1", "--selvedge.host=http://here"))
                .hasRootCauseInstanceOf(UnboundConfigurationPropertiesException.class)
                .rootCause()
                .hasMessageContaining(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "selvedge.mode=productive",
                "selvedge.roles=api,cook",
                "selvedge.mail.port=smtp",
                "selvedge.history.seal-after=soon"
            })
    void aValueThatCannotBeReadNamesItsKey(String given) {
        assertThatThrownBy(() -> SettingsReader.read("--" + given))
                .satisfies(failure -> assertThat(wrong(failure)).isEqualTo(given.substring(0, given.indexOf('='))));
    }

    private static String wrong(Throwable failure) {
        String name = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            name = cause instanceof BindException bind ? bind.getName().toString() : name;
        }
        return name;
    }
}
