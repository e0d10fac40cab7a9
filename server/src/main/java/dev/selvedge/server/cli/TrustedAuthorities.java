package dev.selvedge.server.cli;

import dev.selvedge.server.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Adds the certificates of a folder ({@code SELVEDGE_CA_FOLDER}, PEM files ending in {@code .crt}) to those the Java
 * runtime trusts, for every connection the process makes. Done before anything opens one.
 */
final class TrustedAuthorities {

    private static final char[] NO_SECRET = "public".toCharArray();

    private TrustedAuthorities() {}

    static void addFromEnvironment() {
        String folder = System.getenv("SELVEDGE_CA_FOLDER");
        if (folder != null && !folder.isBlank()) {
            add(Path.of(folder));
        }
    }

    static void add(Path folder) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_SECRET);
            int count = 0;
            for (X509Certificate each : trustedByDefault()) {
                store.setCertificateEntry("default-" + count++, each);
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.crt")) {
                for (Path file : files) {
                    for (Certificate each : certificates(file)) {
                        store.setCertificateEntry("own-" + count++, each);
                    }
                }
            }
            Path file = Files.createTempFile("selvedge-trust", ".p12");
            file.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, NO_SECRET);
            }
            System.setProperty("javax.net.ssl.trustStore", file.toString());
            System.setProperty("javax.net.ssl.trustStorePassword", new String(NO_SECRET));
            System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
        } catch (IOException | GeneralSecurityException e) {
            throw new StartFailure(
                    "The certificates in " + folder + " (SELVEDGE_CA_FOLDER) cannot be read: " + e.getMessage());
        }
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        } catch (GeneralSecurityException e) {
            throw new GeneralSecurityException(file.getFileName() + " holds no certificate in PEM", e);
        }
    }

    private static X509Certificate[] trustedByDefault() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        for (TrustManager each : factory.getTrustManagers()) {
            if (each instanceof X509TrustManager certificates) {
                return certificates.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }
}
