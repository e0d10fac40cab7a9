package dev.selvedge.domain.people;

import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import java.util.Set;

/** Who asks. Every room call takes one, so that nothing is read or changed on nobody's behalf by accident. */
public sealed interface Caller {

    /** Nobody signed in: sees what is public, changes nothing. */
    record Anonymous() implements Caller {}

    /**
     * A signed-in person or service account.
     *
     * @param instanceAdmin may administer the whole installation
     * @param actingFor the person a service account works for in this request, or null; it says whose work this is and
     *     gives no rights
     */
    record SignedIn(UserId userId, String username, boolean instanceAdmin, UserId actingFor) implements Caller {
        public SignedIn {
            requireNonNull(userId);
            requireNonNull(username);
        }

        public SignedIn(UserId userId, String username, boolean instanceAdmin) {
            this(userId, username, instanceAdmin, null);
        }

        /** Whose work this is. */
        public UserId author() {
            return actingFor == null ? userId : actingFor;
        }

        public SignedIn actingFor(UserId person) {
            return new SignedIn(userId, username, instanceAdmin, person);
        }

        /** The same caller, who does not want to use an administrator's rights in this request. */
        public SignedIn withoutAdminRights() {
            return new SignedIn(userId, username, false, actingFor);
        }
    }

    /**
     * Nobody signed in, but with a link that shows a view: reads that view and the runs of its projects, and nothing
     * else of them.
     *
     * @param view the number of the view
     */
    record Guest(long view, Set<ProjectId> projects) implements Caller {
        public Guest {
            projects = Set.copyOf(projects);
        }
    }

    /** Background work of the server itself. Never built from a request. */
    record System() implements Caller {}

    Caller ANONYMOUS = new Anonymous();
    Caller SYSTEM = new System();

    /** Nobody knows who this is. */
    default boolean isUnnamed() {
        return this instanceof Anonymous || this instanceof Guest;
    }

    /** The signed-in caller, or UNAUTHENTICATED. */
    default SignedIn requireSignedIn() {
        if (this instanceof SignedIn signedIn) {
            return signedIn;
        }
        throw Fault.unauthenticated("Sign in or send an API key");
    }
}
