package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.reconcile.Facts.Certificate;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names and end of the certificate in a Secret of type kubernetes.io/tls. */
final class Certificates {

    private static final int DNS_NAME = 2;

    private Certificates() {}

    static Certificate read(Secret secret) {
        String data = Optional.ofNullable(secret.getData()).orElse(Map.of()).getOrDefault("tls.crt", "");
        try {
            byte[] pem = Base64.getDecoder().decode(data);
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
            return new Certificate(Optional.empty(), certificate.getNotAfter().toInstant(), names(certificate));
        } catch (CertificateException | IllegalArgumentException e) {
            return new Certificate(Optional.of("it cannot be read"), Instant.EPOCH, List.of());
        }
    }

    private static List<String> names(X509Certificate certificate) throws CertificateException {
        if (certificate.getSubjectAlternativeNames() == null) {
            return List.of();
        }
        return certificate.getSubjectAlternativeNames().stream()
                .filter(each -> each.get(0).equals(DNS_NAME))
                .map(each -> each.get(1).toString())
                .toList();
    }
}
