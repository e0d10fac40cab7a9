package dev.selvedge.domain.people;

/** Tells whether anything that rights depend on has changed: accounts, memberships, roles, entities, projects. */
@FunctionalInterface
public interface RightsChanges {

    /**
     * Another number after each change that this process makes, at the latest when others can see the change. What other
     * replicas change does not show here, so what is remembered by this number has to be forgotten after a while, too.
     */
    long version();
}
