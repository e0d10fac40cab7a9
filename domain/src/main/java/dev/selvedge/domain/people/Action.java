package dev.selvedge.domain.people;

/** What can be done with a resource; {@link Rules} says how much standing each takes. */
public enum Action {
    /** See it and what it says. */
    READ,
    /** Put something new below it: a project in an entity, a run in a project, a team in an organization. */
    CREATE,
    /** Change what it says. */
    WRITE,
    /** Remove it. */
    DELETE,
    /** Change who may do what with it. */
    MANAGE
}
