package dev.selvedge.outbound;

import dev.selvedge.domain.automations.channels.Sent;
import dev.selvedge.domain.automations.channels.WebhookClient;
import dev.selvedge.platform.Untrusted;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts to addresses that {@link AddressGuard} lets through. Redirects are answers like any other, little of an answer
 * is read, and no receiver holds an attempt longer than {@link #DEADLINE_SECONDS}.
 */
public final class GuardedWebhookClient implements WebhookClient, AutoCloseable {

    private static final Timeout CONNECT = Timeout.ofSeconds(5);
    private static final Timeout SILENCE = Timeout.ofSeconds(10);
    private static final long DEADLINE_SECONDS = 20;
    private static final int MOST_OF_AN_ANSWER = 64 << 10;
    private static final int SHOWN_OF_AN_ANSWER = 200;

    private final AllowedHosts allowed;
    private CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-deadlines").factory());

    /** @throws IllegalArgumentException that names an entry of {@code allowHosts} that cannot be read */
    public GuardedWebhookClient(List<String> allowHosts) {
        this.allowed = new AllowedHosts(allowHosts);
    }

    /** Made when first used: it reads the authorities that Java trusts, which a start need not wait for. */
    private synchronized CloseableHttpClient client() {
        if (client == null) {
            client = build(allowed);
        }
        return client;
    }

    private static CloseableHttpClient build(AllowedHosts allowed) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new AddressGuard(allowed))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(SILENCE)
                                .build())
                        .setDefaultSocketConfig(
                                SocketConfig.custom().setSoTimeout(SILENCE).build())
                        .setMaxConnTotal(64)
                        .setMaxConnPerRoute(16)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(SILENCE)
                        .setResponseTimeout(SILENCE)
                        .build())
                .setUserAgent("selvedge")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    @Override
    public Sent post(URI address, Map<String, String> headers, byte[] json) {
        HttpPost post = new HttpPost(address);
        headers.forEach(post::setHeader);
        post.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        ScheduledFuture<?> deadline = deadlines.schedule(post::cancel, DEADLINE_SECONDS, TimeUnit.SECONDS);
        try {
            return client().execute(post, response -> sent(response));
        } catch (AddressGuard.ForbiddenAddress e) {
            return Sent.refused(null, e.getMessage());
        } catch (UnknownHostException e) {
            return Sent.tryAgain(null, "The host " + address.getHost() + " is not known");
        } catch (InterruptedIOException e) {
            return Sent.tryAgain(null, "The receiver did not answer in time");
        } catch (IOException e) {
            return Sent.tryAgain(
                    null,
                    post.isCancelled()
                            ? "The receiver did not answer in time"
                            : "The receiver could not be reached: " + Untrusted.orElse(e, e.getMessage()));
        } finally {
            deadline.cancel(false);
        }
    }

    private static Sent sent(ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        String message = "HTTP " + status + beginning(response);
        if (status >= 200 && status < 300) {
            return Sent.delivered(status, message);
        }
        if (status >= 300 && status < 400) {
            return Sent.refused(status, message + "; redirects are not followed");
        }
        boolean maySucceedLater = status >= 500 || status == 408 || status == 429;
        return maySucceedLater ? Sent.tryAgain(status, message) : Sent.refused(status, message);
    }

    /** Receivers say there what they did not like. Whatever is not read goes with the connection. */
    private static String beginning(ClassicHttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            return "";
        }
        byte[] read;
        try (InputStream content = response.getEntity().getContent()) {
            read = content.readNBytes(MOST_OF_AN_ANSWER + 1);
            if (read.length > MOST_OF_AN_ANSWER) {
                response.close();
            }
        }
        String text = new String(read, StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        String shown = text.length() > SHOWN_OF_AN_ANSWER ? text.substring(0, SHOWN_OF_AN_ANSWER) + "…" : text;
        return shown.isEmpty() ? "" : ": " + shown;
    }

    @Override
    public synchronized void close() throws IOException {
        deadlines.shutdownNow();
        if (client != null) {
            client.close();
        }
    }
}
