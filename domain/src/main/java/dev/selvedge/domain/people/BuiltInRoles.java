package dev.selvedge.domain.people;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The roles that every installation has. */
public final class BuiltInRoles implements RoleBook {

    private static final Map<String, Role> ROLES = Map.of(
            "admin", Role.ADMIN,
            "member", Role.MEMBER,
            "viewer", Role.VIEWER,
            "restricted_viewer", Role.RESTRICTED_VIEWER);

    /** Other spellings that clients and the reference's pages use. */
    private static final Map<String, String> SPELLINGS = Map.of(
            "view_only", "viewer",
            "view-only", "viewer",
            "viewonly", "viewer",
            "restricted-viewer", "restricted_viewer");

    @Override
    public Optional<Role> find(String name) {
        if (name == null) {
            return Optional.empty();
        }
        String word = name.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(ROLES.get(SPELLINGS.getOrDefault(word, word)));
    }

    public static List<Role> all() {
        return List.of(Role.ADMIN, Role.MEMBER, Role.VIEWER, Role.RESTRICTED_VIEWER);
    }
}
