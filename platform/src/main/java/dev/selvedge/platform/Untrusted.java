package dev.selvedge.platform;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.PKIXReason;
import java.util.Optional;

/** What to do about a server whose certificate nobody here vouches for; Java's own words tell of a path that is not found. */
public final class Untrusted {

    private static final String SENTENCE =
            "its certificate is of an authority that is not trusted here: put the authority's"
                    + " certificate, a file ending in .crt, into the folder that SELVEDGE_CA_FOLDER names, and start again";

    private Untrusted() {}

    /** The sentence, where that is why something failed. */
    public static Optional<String> why(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof CertPathBuilderException
                    || each instanceof CertPathValidatorException path
                            && path.getReason() == PKIXReason.NO_TRUST_ANCHOR) {
                return Optional.of(SENTENCE);
            }
        }
        return Optional.empty();
    }

    /** The sentence, or what the failure says of itself. */
    public static String orElse(Throwable failure, String said) {
        return why(failure).orElse(said);
    }
}
