package dev.selvedge.wire.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.StoreFullException;
import dev.selvedge.domain.objects.UrlSigner;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class StorageEndpointTest {

    private static final long TWO_GIGABYTES = 2L << 30;

    private final UrlSigner signer = new UrlSigner(new byte[32], null, Instant::now);

    private interface Put {
        void put(InputStream content, long size) throws IOException;
    }

    @Test
    void anUploadOfAnySizeTakesOneBufferOfMemory() throws Exception {
        byte[] buffer = new byte[128 * 1024];
        MockHttpServletResponse response = new MockHttpServletResponse();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        put(response, (content, size) -> {
            long total = 0;
            int n;
            while ((n = content.read(buffer)) > 0) {
                total += n;
            }
            assertThat(total).isEqualTo(size);
        });
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(8 << 20);
    }

    @Test
    void aFullDiskIsInsufficientStorage() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        put(response, (content, size) -> {
            throw new StoreFullException("full", null);
        });
        assertThat(response.getStatus()).isEqualTo(507);
        assertThat(response.getContentAsString()).contains("disk is full");
        assertThat(response.getHeader("ETag")).isNull();
    }

    @Test
    void aStoreThatFailsIsToBeAskedAgainInAMoment() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        put(response, (content, size) -> {
            throw new IOException("Input/output error on /secret/path");
        });
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("2");
        assertThat(response.getContentAsString()).doesNotContain("secret");
    }

    @Test
    void soIsADownloadOfWhichNothingHasLeftYet() throws Exception {
        for (String failing : List.of("head", "get")) {
            MockHttpServletResponse response = new MockHttpServletResponse();
            download(response, failing, new IOException("Connection refused"));
            assertThat(response.getStatus()).as(failing).isEqualTo(503);
            assertThat(response.getHeader("Retry-After")).isEqualTo("2");
            assertThat(response.getHeader("ETag")).isNull();
            assertThat(String.valueOf(response.getHeader("Cache-Control"))).doesNotContain("max-age");
        }
        MockHttpServletResponse gone = new MockHttpServletResponse();
        download(gone, "get", new NoSuchFileException("k"));
        assertThat(gone.getStatus()).isEqualTo(404);
    }

    private void download(MockHttpServletResponse response, String failing, IOException failure) throws IOException {
        ObjectStore store = (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(failing)) {
                        throw failure;
                    }
                    return Optional.of(new ObjectStore.Meta("k", 3, "tag", Instant.EPOCH));
                });
        String url = signer.get("", "k", new ObjectStore.Presentation("k", null, false), Duration.ofHours(1))
                .url();
        new StorageEndpoint(store, signer, List.of()).handleRequest(new MockHttpServletRequest("GET", url), response);
    }

    private void put(MockHttpServletResponse response, Put put) throws IOException {
        StorageEndpoint endpoint = new StorageEndpoint(storeThat(put), signer, List.of());
        String url = signer.put("", "k", null, Duration.ofHours(1)).url();
        endpoint.handleRequest(new Zeros("PUT", url), response);
    }

    /** A store of which only {@code put} is asked. */
    private static ObjectStore storeThat(Put put) {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("put");
                    put.put((InputStream) arguments[1], (long) arguments[2]);
                    return null;
                });
    }

    /** A request whose body is two gigabytes that exist nowhere. */
    private static final class Zeros extends MockHttpServletRequest {

        Zeros(String method, String url) {
            super(method, url);
        }

        @Override
        public long getContentLengthLong() {
            return TWO_GIGABYTES;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ServletInputStream() {
                private long left = TWO_GIGABYTES;

                @Override
                public int read() {
                    return left-- > 0 ? 0 : -1;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) {
                    int n = (int) Math.min(left, length);
                    left -= n;
                    return n > 0 ? n : -1;
                }

                @Override
                public boolean isFinished() {
                    return left <= 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}
