package dev.selvedge.domain.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.platform.GlobalId;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * {@code wandb-artifact://<hex of the global id>/<path>}: a file of another version.
 *
 * @param path as it is written, which clients do without encoding anything
 */
record ArtifactReference(ArtifactId artifact, String path) {

    private static final String SCHEME = "wandb-artifact://";

    static Optional<ArtifactReference> parse(String reference) {
        if (reference == null || !reference.startsWith(SCHEME)) {
            return Optional.empty();
        }
        int slash = reference.indexOf('/', SCHEME.length());
        if (slash < 0) {
            return Optional.empty();
        }
        byte[] id;
        try {
            id = HexFormat.of().parseHex(reference.substring(SCHEME.length(), slash));
        } catch (IllegalArgumentException notHex) {
            return Optional.empty();
        }
        // clients turn the base64 text into hex of the bytes it stands for
        var number = GlobalId.decode(ArtifactId.TYPE, Base64.getEncoder().encodeToString(id));
        if (number.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ArtifactReference(new ArtifactId(number.getAsLong()), reference.substring(slash + 1)));
    }

    /** The path for whoever did encode it; empty where it is no encoding of anything. */
    Optional<String> decodedPath() {
        try {
            return Optional.of(URLDecoder.decode(path.replace("+", "%2B"), UTF_8));
        } catch (IllegalArgumentException bareSign) {
            return Optional.empty();
        }
    }
}
