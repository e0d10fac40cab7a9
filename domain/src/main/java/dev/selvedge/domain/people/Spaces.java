package dev.selvedge.domain.people;

import dev.selvedge.platform.Fault;
import java.util.Optional;

/** Where things go that name no entity, and whether people may begin something in a space of their own. */
public final class Spaces {

    private final EntityStore entities;
    private final boolean personal;

    /** @param personal whether people have projects of their own, outside of any team */
    public Spaces(EntityStore entities, boolean personal) {
        this.entities = entities;
        this.personal = personal;
    }

    /** The one the user chose, else the first that is open; empty for people who are in no team where that is needed. */
    public Optional<Entity> defaultOf(User user) {
        return Optional.ofNullable(user.defaultEntity())
                .flatMap(entities::find)
                .filter(entity -> entity.deletedAt() == null && isOpen(entity))
                .or(() -> entities.entitiesOf(user.id()).stream()
                        .filter(this::isOpen)
                        .findFirst());
    }

    /** DENIED for a personal entity where this installation has none; what is in it already stays in use. */
    public void requireOpen(Entity entity) {
        if (!isOpen(entity)) {
            throw Fault.denied("This server keeps projects in teams only: name a team as the entity, "
                    + "or ask an administrator to take you into one");
        }
    }

    private boolean isOpen(Entity entity) {
        return personal || entity.kind() != Entity.Kind.USER;
    }
}
