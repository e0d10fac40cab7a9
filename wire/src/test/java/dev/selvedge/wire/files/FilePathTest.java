package dev.selvedge.wire.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.platform.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class FilePathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.txt",
                "media/images/x.png",
                "a b",
                "100%",
                "%2F",
                "a//b",
                "a;b=c",
                "a\\b",
                "a?b#c",
                "日本/😀.txt",
                "a+b",
                "'\"<>&",
                "~x",
                "a\u0308"
            })
    void whatIsEncodedIsReadBack(String name) {
        FilePath path = new FilePath("ada", "my project", "run-1", name);
        assertThat(path.encoded()).matches("[A-Za-z0-9/._~%-]+");
        assertThat(FilePath.of(request(path.encoded()))).isEqualTo(path);
    }

    @Test
    void anEncodedSlashIsASlashOfTheName() {
        assertThat(FilePath.of(request("/files/a/p/r/x%2Fy")).file()).isEqualTo("x/y");
        assertThat(FilePath.of(request("/files/a/p%2Fq/r/x")).project()).isEqualTo("p/q");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/files/a/p/r/%", "/files/a/p/r/%4", "/files/a/p/r/%zz", "/files/a/p/r/%ff", "/files/%c3/p/r/x"})
    void whatIsNotPercentEncodedUtf8IsRefused(String path) {
        assertThatThrownBy(() -> FilePath.of(request(path)))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.INVALID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files", "/files/", "/files/a/p/r", "/files/a/p/r/", "/other/a/p/r/x"})
    void aPathWithoutAFileNamesNothing(String path) {
        assertThatThrownBy(() -> FilePath.of(request(path)))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.NOT_FOUND));
    }

    private static MockHttpServletRequest request(String path) {
        return new MockHttpServletRequest("GET", path);
    }
}
