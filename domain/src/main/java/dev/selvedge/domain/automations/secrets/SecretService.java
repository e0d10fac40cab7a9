package dev.selvedge.domain.automations.secrets;

import java.util.Optional;

/**
 * A store of secrets outside of the installation. Each call is one question over the network, answered in seconds or
 * refused: {@code UNAVAILABLE} when asking again may help, {@code CONFLICT} when the store does not let this server.
 */
public interface SecretService {

    /** The word in the configuration that chooses it; the database remembers it with each secret. */
    String kind();

    /** @param id new, of small letters, digits and hyphens */
    void put(String id, String value);

    Optional<String> get(String id);

    /** No complaint when it is gone already. */
    void delete(String id);
}
