package dev.selvedge.server.backends;

import dev.selvedge.server.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Settings that are a file of certificates or hold them, as the reference's variables do. */
final class Certificates {

    private static final String PEM = "-----BEGIN ";

    private Certificates() {}

    static Optional<Path> file(String setting, String key) {
        if (setting.isBlank()) {
            return Optional.empty();
        }
        if (!setting.strip().startsWith(PEM)) {
            return Optional.of(Path.of(setting));
        }
        try {
            Path file = Files.createTempFile("selvedge-ca", ".pem");
            file.toFile().deleteOnExit();
            // in variables of one line, line breaks are written as \n
            return Optional.of(Files.writeString(file, setting.replace("\\n", "\n")));
        } catch (IOException e) {
            throw new StartFailure("The certificates of " + key + " cannot be kept (" + e + ").");
        }
    }
}
