package dev.selvedge.domain.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the roles that an installation has defined for itself. */
public interface RoleStore {

    Optional<Role> find(String name);

    /** By name. */
    List<Role> all();

    /** Replaces a role of the same name. */
    void put(Role role, Instant at);

    boolean delete(String name);
}
