package dev.selvedge.domain.people;

import dev.selvedge.platform.Fault;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The roles there are: built in ones, and custom ones that add permissions to viewers or members. */
public final class Roles implements RoleBook {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    private final RoleBook builtIn = new BuiltInRoles();
    private final RoleStore store;
    private final Clock clock;

    public Roles(RoleStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Optional<Role> find(String name) {
        Optional<Role> known = builtIn.find(name);
        return known.isPresent() || name == null ? known : store.find(name);
    }

    public List<Role> all() {
        List<Role> all = new ArrayList<>(BuiltInRoles.all());
        all.addAll(store.all());
        return all;
    }

    /**
     * Defines or redefines a custom role.
     *
     * @param base "viewer" or "member"
     * @param permissions such as "run:delete"; only those about what is in projects and entities
     */
    public Role put(Access access, Caller caller, String name, String base, List<String> permissions) {
        access.require(caller, Action.MANAGE, Resource.INSTANCE);
        if (!NAME.matcher(name).matches()) {
            throw Fault.invalid("A role name has up to 64 lower-case letters, digits, '-' or '_'");
        }
        if (builtIn.find(name).isPresent()) {
            throw Fault.invalid("The role " + name + " is built in and cannot be changed");
        }
        Role from = builtIn.find(base)
                .filter(role -> role.standing() == Standing.VIEWER || role.standing() == Standing.MEMBER)
                .orElseThrow(() -> Fault.invalid("A custom role begins with \"viewer\" or \"member\""));
        Set<Permission> extra = permissions.stream().map(Permission::parse).collect(Collectors.toSet());
        for (Permission permission : extra) {
            if (!permission.canBeGiven()) {
                throw Fault.invalid("No custom role can hold " + permission);
            }
        }
        Role role = new Role(name, from.standing(), extra);
        store.put(role, clock.instant());
        return role;
    }

    /** People who have the role may only look from then on. */
    public void delete(Access access, Caller caller, String name) {
        access.require(caller, Action.MANAGE, Resource.INSTANCE);
        if (!store.delete(name)) {
            throw Fault.notFound("There is no custom role " + name);
        }
    }
}
