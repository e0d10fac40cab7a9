package dev.selvedge.domain.projects;

import dev.selvedge.platform.Fault;
import java.util.Locale;

/** Who gets into a project without being named in it. The words are those of the clients. */
public enum ProjectAccess {
    /** Members of the entity, by their role; the client's word for a team's normal project. */
    PRIVATE,
    /** Members of the entity may look, its admins may write. */
    ENTITY_READ,
    /** The same as {@link #PRIVATE}. */
    ENTITY_WRITE,
    /** Only people and teams named in the project, and the entity's admins. */
    RESTRICTED,
    /** Everybody may look. */
    USER_READ,
    /** Everybody may look, everybody signed in may write. */
    USER_WRITE;

    public boolean isPublic() {
        return this == USER_READ || this == USER_WRITE;
    }

    public static ProjectAccess parse(String text) {
        try {
            return valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Fault.invalid("There is no project access \"" + text
                    + "\"; it is PRIVATE, ENTITY_READ, ENTITY_WRITE, RESTRICTED, USER_READ or USER_WRITE");
        }
    }
}
