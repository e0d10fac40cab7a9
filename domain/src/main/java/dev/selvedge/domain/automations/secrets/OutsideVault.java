package dev.selvedge.domain.automations.secrets;

import dev.selvedge.domain.people.EntityId;
import dev.selvedge.platform.Fault;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A store outside; the database remembers its kind and the secret's id there. What was sealed before the store was
 * chosen is still read from the database, until the team sets it again.
 */
public final class OutsideVault implements SecretVault {

    /** Not part of a sealed text, which is base64. */
    private static final char BETWEEN = ':';

    private static final int RANDOM_BYTES = 8;

    private final SecretService service;
    private final String prefix;
    private final SecretVault sealed;
    private final SecureRandom random = new SecureRandom();

    /** @param prefix begins the ids there, so that installations can share a store and rights can name them */
    public OutsideVault(SecretService service, String prefix, SecretVault sealed) {
        this.service = service;
        this.prefix = prefix;
        this.sealed = sealed;
    }

    /** An id that was never used: some stores keep the name of what was deleted for weeks. */
    @Override
    public String keep(EntityId entity, String name, String value) {
        byte[] chance = new byte[RANDOM_BYTES];
        random.nextBytes(chance);
        String id = prefix + "-" + entity.value() + "-" + HexFormat.of().formatHex(chance);
        service.put(id, value);
        return service.kind() + BETWEEN + id;
    }

    @Override
    public Optional<String> open(EntityId entity, String name, String kept) {
        if (isSealed(kept)) {
            return sealed.open(entity, name, kept);
        }
        return service.get(id(kept, name));
    }

    @Override
    public void forget(String kept) {
        if (!isSealed(kept)) {
            service.delete(id(kept, "of that name"));
        }
    }

    private static boolean isSealed(String kept) {
        return kept.indexOf(BETWEEN) < 0;
    }

    private String id(String kept, String name) {
        String kind = kept.substring(0, kept.indexOf(BETWEEN));
        if (!kind.equals(service.kind())) {
            throw elsewhere(kind, name);
        }
        return kept.substring(kind.length() + 1);
    }

    static Fault elsewhere(String kind, String name) {
        return Fault.conflict("The secret " + name + " is kept in " + kind
                + ", which this server is not set to use (selvedge.secrets.store)");
    }

    /** For a server without a store outside: what one of them kept is not lost, only not to be had. */
    static void requireSealed(String kept, String name) {
        if (!isSealed(kept)) {
            throw elsewhere(kept.substring(0, kept.indexOf(BETWEEN)), name);
        }
    }
}
