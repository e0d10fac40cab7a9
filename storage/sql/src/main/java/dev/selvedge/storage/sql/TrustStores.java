package dev.selvedge.storage.sql;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.UUID;

/** Certificates in PEM as the file that the driver wants. */
final class TrustStores {

    record Stored(Path file, String password) {}

    private TrustStores() {}

    /** @throws IllegalArgumentException when the file is none that holds certificates */
    static Stored of(Path pem) {
        String password = UUID.randomUUID().toString();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(pem))) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException(pem + " holds no certificate");
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            Path file = Files.createTempFile("selvedge-ca", ".p12");
            file.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, password.toCharArray());
            }
            return new Stored(file, password);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("The certificates in " + pem + " cannot be read: " + e.getMessage(), e);
        }
    }
}
