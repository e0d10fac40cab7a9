package dev.selvedge.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.PKIXReason;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class UntrustedTest {

    private static Exception handshake(Exception why) {
        return new IOException("no", new SSLHandshakeException("PKIX path building failed").initCause(why));
    }

    private static CertPathValidatorException path(CertPathValidatorException.Reason reason) {
        return new CertPathValidatorException("no", null, null, -1, reason);
    }

    @Test
    void anAuthorityThatNobodyKnowsIsSaid() {
        assertThat(Untrusted.why(handshake(new CertificateException(new CertPathBuilderException("no path")))))
                .hasValueSatisfying(said -> assertThat(said).contains("SELVEDGE_CA_FOLDER"));
        assertThat(Untrusted.why(handshake(path(PKIXReason.NO_TRUST_ANCHOR)))).isPresent();
    }

    @Test
    void whatElseIsWrongWithACertificateKeepsItsOwnWords() {
        assertThat(Untrusted.why(handshake(path(BasicReason.EXPIRED)))).isEmpty();
        assertThat(Untrusted.orElse(new IOException("refused"), "refused")).isEqualTo("refused");
    }
}
