package dev.selvedge.domain.automations.secrets;

import dev.selvedge.domain.people.EntityId;
import java.util.Optional;

/** The database itself, which holds each value sealed. */
public final class SealedVault implements SecretVault {

    private final SecretBox box;

    public SealedVault(SecretBox box) {
        this.box = box;
    }

    @Override
    public String keep(EntityId entity, String name, String value) {
        return box.seal(value, owner(entity, name));
    }

    @Override
    public Optional<String> open(EntityId entity, String name, String kept) {
        OutsideVault.requireSealed(kept, name);
        return Optional.of(box.open(kept, owner(entity, name)));
    }

    /** It goes with its row, unless it is in a store that this server does not know any more. */
    @Override
    public void forget(String kept) {
        OutsideVault.requireSealed(kept, "of that name");
    }

    private static String owner(EntityId entity, String name) {
        return "secret " + name + " of " + entity.value();
    }
}
