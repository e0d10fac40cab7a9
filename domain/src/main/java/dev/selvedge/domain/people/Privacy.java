package dev.selvedge.domain.people;

import java.util.Optional;

/** What a team and its organization forbid together: the organization's own settings hold in all of its teams. */
public final class Privacy {

    private final EntityStore entities;

    public Privacy(EntityStore entities) {
        this.entities = entities;
    }

    /** Whether projects there stay within the team. */
    public boolean privateOnly(Entity entity) {
        return entity.privateOnly() || enforcesPrivate(entity);
    }

    /** Whether reports there may be read by people without an account. */
    public boolean allowsLinks(Entity entity) {
        return !privateOnly(entity) && !entity.policy().linksOff() && !forbidsLinksAbove(entity);
    }

    public boolean enforcesPrivate(Entity team) {
        return above(team).filter(Entity::privateOnly).isPresent();
    }

    public boolean forbidsLinksAbove(Entity team) {
        return above(team).filter(above -> above.policy().linksOff()).isPresent();
    }

    /** The organization's own entity carries what holds in all of its teams. */
    private Optional<Entity> above(Entity entity) {
        return entity.isTeam() && entity.organization() != null
                ? entities.find(entity.organization()).flatMap(found -> entities.find(found.entity()))
                : Optional.empty();
    }
}
