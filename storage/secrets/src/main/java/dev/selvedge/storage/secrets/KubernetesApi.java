package dev.selvedge.storage.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The API server of the cluster that this server runs in, asked as the pod's service account. */
final class KubernetesApi {

    private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private final URI secrets;
    private final JsonCalls calls;

    private KubernetesApi(URI secrets, JsonCalls calls) {
        this.secrets = secrets;
        this.calls = calls;
    }

    static KubernetesApi of(SecretsAddress address, Map<String, String> environment) {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        if (host.isEmpty() && address.option("server", "").isEmpty()) {
            throw new IllegalArgumentException("this server does not run in a cluster (KUBERNETES_SERVICE_HOST is not"
                    + " set) and the address has no ?server=");
        }
        String inCluster = "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
        URI server = address.uri("server", inCluster);
        Path token =
                Path.of(address.option("token-file", ACCOUNT.resolve("token").toString()));
        Path ca = Path.of(address.option("ca-file", ACCOUNT.resolve("ca.crt").toString()));
        String namespace = namespace(address);
        HttpClient.Builder http = JsonCalls.client();
        if (server.getScheme().equals("https") && Files.exists(ca)) {
            http.sslContext(trusting(ca));
        }
        // the kubelet renews the file each hour
        JsonCalls calls = new JsonCalls(
                http.build(),
                "Kubernetes",
                () -> "Bearer " + Files.readString(token).strip());
        return new KubernetesApi(URI.create(server + "/api/v1/namespaces/" + namespace + "/secrets"), calls);
    }

    private static String namespace(SecretsAddress address) {
        String given = address.option("namespace", "");
        try {
            String namespace = given.isEmpty()
                    ? Files.readString(ACCOUNT.resolve("namespace")).strip()
                    : given;
            if (!namespace.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
                throw new IllegalArgumentException("\"" + namespace + "\" is no name of a namespace");
            }
            return namespace;
        } catch (IOException e) {
            throw new IllegalArgumentException("it has no ?namespace= and the pod names none", e);
        }
    }

    private static SSLContext trusting(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null);
            int number = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca" + number++, each);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("the cluster's certificate " + file + " cannot be read", e);
        }
    }

    URI secrets() {
        return secrets;
    }

    JsonCalls calls() {
        return calls;
    }

    String name() {
        return "Kubernetes";
    }
}
