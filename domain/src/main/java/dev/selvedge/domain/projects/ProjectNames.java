package dev.selvedge.domain.projects;

import dev.selvedge.platform.Fault;

/** Which names projects may have: those that fit into an address. */
public final class ProjectNames {

    public static final int MAX_LENGTH = 128;

    /** For runs that name no project. */
    public static final String UNCATEGORIZED = "uncategorized";

    private static final String FORBIDDEN = "/\\#?%:\r\n";

    private ProjectNames() {}

    public static String check(String name) {
        if (name == null || name.isBlank()) {
            throw Fault.invalid("A project name is needed");
        }
        if (name.length() > MAX_LENGTH) {
            throw Fault.invalid(
                    "Invalid project name: has " + name.length() + " characters, " + MAX_LENGTH + " are allowed");
        }
        for (int i = 0; i < name.length(); i++) {
            if (FORBIDDEN.indexOf(name.charAt(i)) >= 0 || Character.isISOControl(name.charAt(i))) {
                throw Fault.invalid(
                        "Invalid project name \"" + name + "\": cannot contain / \\ # ? % : or line breaks");
            }
        }
        return name;
    }
}
