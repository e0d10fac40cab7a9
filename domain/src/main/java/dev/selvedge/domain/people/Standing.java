package dev.selvedge.domain.people;

/** How near a caller is to a resource, from far to near. Whoever stands nearer may do all that the farther ones may. */
public enum Standing {
    /** Not signed in. */
    ANONYMOUS,
    /** Signed in, and otherwise unrelated. */
    STRANGER,
    /** Sees what is there, without the right to follow links to where it came from. */
    RESTRICTED_VIEWER,
    VIEWER,
    MEMBER,
    ADMIN
}
