package dev.selvedge.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mysql.cj.conf.ConnectionUrl;
import dev.selvedge.storage.sql.MySqlAddress.Tls;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlUrlTest {

    @Test
    void theFormOfTheReferenceIsUnderstood() {
        MySqlAddress address =
                MySqlUrl.parse("mysql://wandb:p%40ss+w%2Ford@db.internal:3307/selvedge?tls=preferred&parseTime=true");
        assertThat(address.host()).isEqualTo("db.internal");
        assertThat(address.port()).isEqualTo(3307);
        assertThat(address.database()).isEqualTo("selvedge");
        assertThat(address.user()).isEqualTo("wandb");
        assertThat(address.password()).isEqualTo("p@ss+w/ord");
        assertThat(address.tls()).isEqualTo(Tls.PREFERRED);
        assertThat(address.toString()).isEqualTo("mysql://wandb@db.internal:3307/selvedge");
    }

    @Test
    void thePortAndThePasswordMayBeMissing() {
        MySqlAddress address = MySqlUrl.parse("jdbc:mysql://[::1]/db?user=root");
        assertThat(address.host()).isEqualTo("::1");
        assertThat(address.port()).isEqualTo(3306);
        assertThat(address.user()).isEqualTo("root");
        assertThat(address.password()).isEmpty();
    }

    /** As containers are named beside each other. */
    @Test
    void theHostMayHaveAnUnderscore() {
        MySqlAddress address = MySqlUrl.parse("mysql://u:p@lab_mysql:3307/d");
        assertThat(address.host()).isEqualTo("lab_mysql");
        assertThat(address.port()).isEqualTo(3307);
        assertThat(address.password()).isEqualTo("p");
        assertThat(ConnectionUrl.getConnectionUrlInstance(address.jdbcUrl(), new Properties())
                        .getMainHost()
                        .getHost())
                .isEqualTo("lab_mysql");
    }

    @ParameterizedTest
    @CsvSource({
        "'', PREFERRED, TRUSTED", "preferred, PREFERRED, PREFERRED", "skip-verify, UNVERIFIED, UNVERIFIED",
        "custom, TRUSTED, TRUSTED", "true, VERIFIED, TRUSTED", "false, OFF, OFF"
    })
    void tlsHasTheWordsOfTheReference(String word, Tls without, Tls withOwnAuthority) {
        assertThat(MySqlUrl.parse("mysql://u@h/d?tls=" + word).tls()).isEqualTo(without);
        MySqlAddress own = MySqlUrl.parse("mysql://u@h/d?ssl-ca=/etc/ca.pem&tls=" + word);
        assertThat(own.tls()).isEqualTo(withOwnAuthority);
        assertThat(own.caCert()).isEqualTo(Path.of("/etc/ca.pem"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:hush@h",
                "postgres://u:hush@h/d",
                "mysql://u:hu sh@h/d",
                "mysql://u:hush@h/d?tls=maybe"
            })
    void whatCannotBeReadIsRefusedWithoutRepeatingThePassword(String text) {
        assertThatThrownBy(() -> MySqlUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hush")
                .hasMessageNotContaining("hu sh");
    }
}
