package dev.selvedge.operator.importing;

import java.util.Optional;

/** Reads a key of a Secret in the source's namespace. */
@FunctionalInterface
public interface SecretTexts {

    Optional<String> read(String name, String key);
}
