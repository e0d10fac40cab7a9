package dev.selvedge.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {

    private static Authority of(String text) {
        return Authority.of(URI.create(text));
    }

    @Test
    void aNameMayHoldUnderscores() {
        assertThat(of("mysql://u:p%40@my_sql:3306/d")).isEqualTo(new Authority("u:p%40", "my_sql", 3306));
        assertThat(of("redis://cache_1")).isEqualTo(new Authority("", "cache_1", -1));
        assertThat(of("redis://[::1]:6379")).isEqualTo(new Authority("", "::1", 6379));
        assertThat(of("redis://:p@10.0.0.1:1")).isEqualTo(new Authority(":p", "10.0.0.1", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis:///0", "redis:x", "redis://:6379", "redis://u:p@", "redis://h:70000", "redis://a$b"})
    void whatNamesNoHostIsNone(String text) {
        assertThat(of(text)).isNull();
    }
}
