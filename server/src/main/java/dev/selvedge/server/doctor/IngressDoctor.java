package dev.selvedge.server.doctor;

import dev.selvedge.storage.sql.MySqlDoctor.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The way that clients take: name, certificate, proxy, and what it does to large bodies. */
public final class IngressDoctor {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LARGE = 12 << 20;
    private static final int FEW_DAYS = 21;

    private final URI host;
    private final Findings findings = new Findings();

    private IngressDoctor(URI host) {
        this.host = host;
    }

    /** @param host external URL of the server */
    public static List<Finding> examine(String host) {
        IngressDoctor doctor = new IngressDoctor(URI.create(host.replaceFirst("/+$", "")));
        doctor.examine();
        return doctor.findings.all();
    }

    private void examine() {
        boolean known = findings.attempt(
                "name",
                "make an A record for it",
                () -> InetAddress.getByName(host.getHost()).getHostAddress());
        if (!known) {
            return;
        }
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            boolean answers = findings.attempt(
                    "server behind it",
                    "the ingress or the load balancer does not lead to a server that is ready",
                    () -> ready(client));
            if (answers) {
                body(client);
            }
        }
    }

    private String ready(HttpClient client) throws IOException, InterruptedException {
        Instant before = Instant.now();
        HttpResponse<Void> answer = client.send(get("/ready"), BodyHandlers.discarding());
        if (answer.statusCode() != 200) {
            throw new IOException("/ready answered with " + answer.statusCode());
        }
        certificate(answer);
        answer.headers().firstValue("Date").ifPresent(date -> clock(date, before));
        return "ready";
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create(host + path)).timeout(PATIENCE).build();
    }

    private void certificate(HttpResponse<?> answer) {
        if (!host.getScheme().equals("https")) {
            findings.advice("certificate", "none", "let the ingress speak TLS: keys travel in the open");
            return;
        }
        answer.sslSession().ifPresent(session -> {
            try {
                X509Certificate own = (X509Certificate) session.getPeerCertificates()[0];
                long days = Duration.between(Instant.now(), own.getNotAfter().toInstant())
                        .toDays();
                String found = session.getProtocol() + ", " + days + " days left";
                if (days < FEW_DAYS) {
                    findings.advice("certificate", found, "renew it");
                } else {
                    findings.good("certificate", found);
                }
            } catch (SSLPeerUnverifiedException e) {
                findings.bad("certificate", e.getMessage(), "clients refuse it");
            }
        });
    }

    private void clock(String date, Instant before) {
        Instant theirs =
                ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        ClockDoctor.compare(findings, "clock against the ingress", Duration.between(before, theirs));
    }

    /** Without a key it is for the server to refuse; a proxy that refuses it first has a limit of its own. */
    private void body(HttpClient client) {
        findings.attempt(
                "large bodies",
                "the proxy refuses them: nginx client_max_body_size 0, or the ingress's annotation for the size of bodies",
                () -> {
                    HttpRequest post = HttpRequest.newBuilder(
                                    URI.create(host + "/files/doctor/doctor/doctor/file_stream"))
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofByteArray(new byte[LARGE]))
                            .build();
                    int status = client.send(post, BodyHandlers.discarding()).statusCode();
                    if (status != 401) {
                        throw new IOException((LARGE >> 20) + " MB were answered with " + status + " instead of 401");
                    }
                    return (LARGE >> 20) + " MB pass";
                });
    }
}
