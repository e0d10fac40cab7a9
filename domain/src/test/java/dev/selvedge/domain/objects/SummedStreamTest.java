package dev.selvedge.domain.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.platform.Hash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SummedStreamTest {

    private final byte[] content =
            "the same bytes, however they are read".repeat(500).getBytes(StandardCharsets.UTF_8);
    private final SummedStream stream = SummedStream.of(new ByteArrayInputStream(content));

    private void assertWhole() {
        assertThat(stream.size()).isEqualTo(content.length);
        assertThat(stream.md5()).isEqualTo(Hash.MD5.of(content));
    }

    @Test
    void eachWayOfReadingCounts() throws IOException {
        assertThat(stream.read()).isEqualTo('t');
        assertThat(stream.skip(5)).isEqualTo(5);
        assertThat(stream.readNBytes(10)).hasSize(10);
        stream.transferTo(OutputStream.nullOutputStream());
        assertWhole();
        // the end may be met more than once
        assertThat(stream.read()).isEqualTo(-1);
        assertWhole();
    }

    @Test
    void aSumThatIsKnownAlreadyIsNotMadeAgain() throws IOException {
        assertThat(SummedStream.of(stream)).isSameAs(stream);
        stream.readNBytes(7);
        SummedStream rest = SummedStream.of(stream);
        assertThat(rest.readAllBytes()).hasSize(content.length - 7);
        assertThat(rest.size()).isEqualTo(content.length - 7);
        assertWhole();
    }

    @Test
    void thereIsNoSumBeforeTheEnd() throws IOException {
        stream.readNBytes(content.length - 1);
        assertThatThrownBy(stream::md5).isInstanceOf(IllegalStateException.class);
    }
}
