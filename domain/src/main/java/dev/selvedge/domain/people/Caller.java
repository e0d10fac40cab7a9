package dev.selvedge.domain.people;

import static java.util.Objects.requireNonNull;

import dev.selvedge.platform.Fault;

/** Who asks. Every room call takes one, so that nothing is read or changed on nobody's behalf by accident. */
public sealed interface Caller {

    /** Nobody signed in: sees what is public, changes nothing. */
    record Anonymous() implements Caller {}

    /**
     * A signed-in person or service account.
     *
     * @param instanceAdmin may administer the whole installation
     */
    record SignedIn(UserId userId, String username, boolean instanceAdmin) implements Caller {
        public SignedIn {
            requireNonNull(userId);
            requireNonNull(username);
        }
    }

    /** Background work of the server itself. Never built from a request. */
    record System() implements Caller {}

    Caller ANONYMOUS = new Anonymous();
    Caller SYSTEM = new System();

    /** The signed-in caller, or UNAUTHENTICATED. */
    default SignedIn requireSignedIn() {
        if (this instanceof SignedIn signedIn) {
            return signedIn;
        }
        throw Fault.unauthenticated("Sign in or send an API key");
    }
}
