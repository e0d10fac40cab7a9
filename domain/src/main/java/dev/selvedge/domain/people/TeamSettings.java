package dev.selvedge.domain.people;

import dev.selvedge.domain.projects.ProjectAccess;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Duration;
import java.util.Optional;

/** Changes what a team, an organization or a person lets others do in their space. */
public final class TeamSettings {

    private static final int MAX_URL = 1024;
    private static final long LONGEST_LIFETIME = Duration.ofDays(36_500).toSeconds();

    private final EntityStore entities;
    private final Access access;
    private final Privacy privacy;
    private final Transactions transactions;

    public TeamSettings(EntityStore entities, Access access, Privacy privacy, Transactions transactions) {
        this.entities = entities;
        this.access = access;
        this.privacy = privacy;
        this.transactions = transactions;
    }

    /**
     * Null leaves a thing as it is.
     *
     * @param artifactLifetime in seconds; 0 takes it away
     */
    public record Wish(
            String defaultAccess,
            Boolean privateOnly,
            Boolean codeSaving,
            String photoUrl,
            Boolean hidden,
            Boolean membersInvite,
            Boolean linksOff,
            Long artifactLifetime,
            Boolean onlyAdminsSetLifetimes) {}

    public Entity change(Caller caller, String name, Wish wish) {
        EntityId id = Optional.ofNullable(name)
                .flatMap(entities::findEntity)
                .filter(found -> access.allowed(caller, Action.READ, Resource.entity(found.id())))
                .map(Entity::id)
                .orElseThrow(() -> Fault.notFound("Team not found: " + name));
        access.require(caller, Action.MANAGE, Resource.entity(id));
        check(wish);
        return transactions.inTransaction(() -> {
            Entity entity = entities.lock(id)
                    .filter(found -> found.deletedAt() == null)
                    .orElseThrow(() -> Fault.notFound("Team not found: " + name));
            Entity next = changed(entity, wish);
            entities.save(next);
            return next;
        });
    }

    private Entity changed(Entity entity, Wish wish) {
        boolean onlyPrivate = or(wish.privateOnly(), entity.privateOnly());
        ProjectAccess projects = ProjectAccess.parse(or(wish.defaultAccess(), entity.defaultAccess()));
        Entity next = entity.withSettings(
                        projects.name(),
                        onlyPrivate,
                        or(wish.codeSaving(), entity.codeSaving()),
                        or(wish.photoUrl(), entity.photoUrl()))
                .withPolicy(policy(wish, entity.policy()));
        if (projects.isPublic() && privacy.privateOnly(next)) {
            if (wish.defaultAccess() != null) {
                throw Fault.invalid("New projects cannot be public by default where only private ones are allowed");
            }
            next = next.withSettings(
                    ProjectAccess.PRIVATE.name(), next.privateOnly(), next.codeSaving(), next.photoUrl());
        }
        return next;
    }

    private static TeamPolicy policy(Wish wish, TeamPolicy now) {
        return new TeamPolicy(
                or(wish.hidden(), now.hidden()),
                or(wish.membersInvite(), now.membersInvite()),
                or(wish.linksOff(), now.linksOff()),
                wish.artifactLifetime() == null
                        ? now.artifactLifetime()
                        : Optional.of(wish.artifactLifetime())
                                .filter(seconds -> seconds > 0)
                                .map(Duration::ofSeconds),
                or(wish.onlyAdminsSetLifetimes(), now.onlyAdminsSetLifetimes()));
    }

    private static void check(Wish wish) {
        String photo = wish.photoUrl();
        if (photo != null && !photo.isEmpty() && (photo.length() > MAX_URL || !photo.startsWith("https://"))) {
            throw Fault.invalid("A picture is an https address of up to " + MAX_URL + " characters");
        }
        Long lifetime = wish.artifactLifetime();
        if (lifetime != null && (lifetime < 0 || lifetime > LONGEST_LIFETIME)) {
            throw Fault.invalid("A time to live is up to 100 years, in seconds; 0 is none");
        }
    }

    private static <T> T or(T wanted, T current) {
        return wanted == null ? current : wanted;
    }
}
