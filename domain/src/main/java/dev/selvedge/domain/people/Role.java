package dev.selvedge.domain.people;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a name such as "member" stands for.
 *
 * @param extra what a custom role adds to its standing
 */
public record Role(String name, Standing standing, Set<Permission> extra) {

    public static final Role ADMIN = new Role("admin", Standing.ADMIN, Set.of());
    public static final Role MEMBER = new Role("member", Standing.MEMBER, Set.of());
    public static final Role VIEWER = new Role("viewer", Standing.VIEWER, Set.of());
    public static final Role RESTRICTED_VIEWER = new Role("restricted_viewer", Standing.RESTRICTED_VIEWER, Set.of());

    /**
     * Whoever is signed in, in a project that is open to all of them: logs runs and writes reports, as all there may look on.
     * What others made, what runs on the team's machines and the project itself are the team's.
     */
    static final Role CONTRIBUTOR = new Role(
            "",
            Standing.VIEWER,
            Stream.of(Resource.Type.RUN, Resource.Type.ARTIFACT, Resource.Type.SWEEP, Resource.Type.REPORT)
                    .flatMap(type -> Stream.of(new Permission(type, Action.CREATE), new Permission(type, Action.WRITE)))
                    .collect(Collectors.toSet()));

    static final Role STRANGER = new Role("", Standing.STRANGER, Set.of());
    static final Role ANONYMOUS = new Role("", Standing.ANONYMOUS, Set.of());

    /** Whoever has a link to a view: the runs that are drawn in it. */
    static final Role GUEST = new Role("", Standing.ANONYMOUS, Set.of(new Permission(Resource.Type.RUN, Action.READ)));

    public Role {
        extra = Set.copyOf(extra);
    }

    /** Both roles at once. */
    Role and(Role other) {
        Role nearer = other.standing.compareTo(standing) > 0 ? other : this;
        if (extra.isEmpty() && other.extra.isEmpty()) {
            return nearer;
        }
        Set<Permission> all = new HashSet<>(extra);
        all.addAll(other.extra);
        return new Role(nearer.name, nearer.standing, all);
    }

    /** No nearer than {@code limit}, and nothing extra. */
    Role atMost(Standing limit) {
        return new Role(name, standing.compareTo(limit) > 0 ? limit : standing, Set.of());
    }

    boolean may(Action action, Resource.Type type) {
        return standing.compareTo(Rules.needed(type, action)) >= 0 || extra.contains(new Permission(type, action));
    }
}
