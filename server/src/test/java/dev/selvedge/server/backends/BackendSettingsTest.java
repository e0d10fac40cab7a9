package dev.selvedge.server.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.server.Settings;
import dev.selvedge.server.SettingsReader;
import dev.selvedge.server.StartFailure;
import dev.selvedge.storage.sql.MySqlAddress;
import dev.selvedge.storage.sql.MySqlAddress.Tls;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackendSettingsTest {

    private static final String SECRET = "b3DkYp8mQx1Zr7TfVnGs5WcLhJ2uEa9KoIt4";

    @Test
    void partsWinOverTheUrl() throws Exception {
        MySqlAddress address = read(
                        "--selvedge.database.url=mysql://u:p@h:3306/d?tls=preferred",
                        "--selvedge.database.host=other",
                        "--selvedge.database.password=secret",
                        "--selvedge.database.ca-cert=-----BEGIN CERTIFICATE-----\\nabc",
                        "--selvedge.database.pool-size=7")
                .database()
                .address()
                .orElseThrow();
        assertThat(address.host()).isEqualTo("other");
        assertThat(address.database()).isEqualTo("d");
        assertThat(address.user()).isEqualTo("u");
        assertThat(address.password()).isEqualTo("secret");
        assertThat(address.poolSize()).isEqualTo(7);
        assertThat(address.tls()).isEqualTo(Tls.TRUSTED);
        assertThat(Files.readString(address.caCert())).isEqualTo("-----BEGIN CERTIFICATE-----\nabc");
    }

    @Test
    void withoutAnAddressTheDatabaseIsEmbedded() {
        assertThat(read().database().isEmbedded()).isTrue();
        assertThat(read().database().address()).isEmpty();
        assertThat(read().redis().address()).isEmpty();
    }

    @Test
    void productionSaysEverythingThatIsWrongAtOnce() {
        Settings settings = read("--selvedge.mode=production", "--selvedge.test-fixtures=true");
        assertThatThrownBy(() -> ProductionRules.check(settings))
                .isInstanceOf(StartFailure.class)
                .hasMessageContainingAll("embedded database", "selvedge.objects.bucket", "test-fixtures");
        ProductionRules.check(read("--selvedge.test-fixtures=true"));
        ProductionRules.check(read(
                "--selvedge.mode=production",
                "--selvedge.database.url=mysql://h/d",
                "--selvedge.objects.bucket=s3://b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tiny-one", "changeme-changeme-changeme-changeme", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void aSecretThatOthersCanGuessIsRefused(String secret) {
        assertThatThrownBy(() -> new DerivedKeys(secret))
                .isInstanceOf(StartFailure.class)
                .hasMessageNotContaining(secret);
    }

    @Test
    void derivedKeysAreTheSameOnEveryServerAndDifferByName() {
        assertThat(new DerivedKeys(SECRET).secret("urls"))
                .hasSize(32)
                .isEqualTo(new DerivedKeys(SECRET).secret("urls"))
                .isNotEqualTo(new DerivedKeys(SECRET).secret("secrets"));
    }

    private static Settings read(String... properties) {
        return SettingsReader.read(properties);
    }
}
