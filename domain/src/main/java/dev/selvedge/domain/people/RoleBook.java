package dev.selvedge.domain.people;

import java.util.Optional;

/** What role names mean. */
public interface RoleBook {

    /** Empty for a name nobody has defined. */
    Optional<Role> find(String name);

    /** A role that was removed while people still had it lets them look, no more. */
    default Role role(String name) {
        return find(name).orElse(Role.VIEWER);
    }
}
