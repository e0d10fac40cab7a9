package dev.selvedge.domain.people;

import dev.selvedge.platform.Fault;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names people, teams and organizations may have. Entity names are the first part of every address. */
public final class Names {

    public static final int MAX_LENGTH = 128;

    private static final Pattern ENTITY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");
    private static final Pattern ORGANIZATION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_. -]*");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,128}@[^@\\s\\p{Cntrl}]{1,126}");

    /** Paths of the server and of the web application. */
    private static final Set<String> RESERVED = Set.of(
            "account-settings",
            "admin",
            "analytics",
            "api",
            "artifacts",
            "artifactsv2",
            "assets",
            "authorize",
            "console",
            "debug",
            "evaluations",
            "files",
            "graphql",
            "graphql2",
            "healthz",
            "home",
            "launch",
            "login",
            "mcp",
            "metrics",
            "oidc",
            "org",
            "orgs",
            "proxy",
            "ready",
            "registry",
            "scim",
            "sdk",
            "search",
            "service-dangerzone",
            "service-redirect",
            "settings",
            "signup",
            "storage",
            "system-admin",
            "traces",
            "users",
            "weave");

    private Names() {}

    /** @param what "username" or "team name", for the message */
    public static String checkEntity(String what, String name) {
        if (name == null || name.isEmpty()) {
            throw Fault.invalid("A " + what + " is needed");
        }
        if (name.length() > MAX_LENGTH) {
            throw Fault.invalid("A " + what + " may have up to " + MAX_LENGTH + " characters");
        }
        if (!ENTITY.matcher(name).matches()) {
            throw Fault.invalid("A " + what
                    + " may hold letters, digits, '-' and '_', and begins with a letter or digit: \"" + name + "\"");
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw Fault.invalid("The name \"" + name + "\" is reserved");
        }
        return name;
    }

    static boolean isEntity(String name) {
        return name != null
                && name.length() <= MAX_LENGTH
                && ENTITY.matcher(name).matches()
                && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
    }

    public static String checkOrganization(String name) {
        if (name == null
                || name.length() > MAX_LENGTH
                || !ORGANIZATION.matcher(name).matches()) {
            throw Fault.invalid("An organization name has 1 to " + MAX_LENGTH
                    + " letters, digits, '-', '_', '.' or spaces, and begins with a letter or digit");
        }
        return name;
    }

    /** Lower case, because people do not keep to one spelling of their address. */
    public static String checkEmail(String email) {
        String stripped = email == null ? "" : email.strip();
        if (!EMAIL.matcher(stripped).matches()) {
            throw Fault.invalid("\"" + stripped + "\" is not an e-mail address");
        }
        return stripped.toLowerCase(Locale.ROOT);
    }

    /** A username made from the part of an address before the @. */
    static String fromEmail(String email) {
        String local = email.substring(0, email.indexOf('@')).replaceAll("[^A-Za-z0-9_-]+", "-");
        local = local.replaceAll("^[^A-Za-z0-9]+", "");
        if (local.length() > MAX_LENGTH - 8) {
            local = local.substring(0, MAX_LENGTH - 8);
        }
        return local.isEmpty() || RESERVED.contains(local.toLowerCase(Locale.ROOT)) ? "user-" + local : local;
    }
}
