package dev.selvedge.domain.artifacts;

import dev.selvedge.platform.Fault;
import java.util.regex.Pattern;

/** What names may look like. Clients check most of it too, so a refusal here means another client. */
final class ArtifactNames {

    private static final int MAX = 128;
    private static final Pattern VERSION = Pattern.compile("v[0-9]+");
    private static final Pattern TAG = Pattern.compile("[-\\w]+( +[-\\w]+)*", Pattern.UNICODE_CHARACTER_CLASS);

    private ArtifactNames() {}

    static String collection(String name) {
        check("An artifact name", name);
        if (name.indexOf('/') >= 0 || name.indexOf(':') >= 0) {
            throw Fault.invalid("An artifact name cannot contain '/' or ':': \"" + name + "\"");
        }
        return name;
    }

    static String type(String name) {
        check("An artifact type", name);
        if (name.indexOf('/') >= 0 || name.indexOf(':') >= 0) {
            throw Fault.invalid("An artifact type cannot contain '/' or ':': \"" + name + "\"");
        }
        return name;
    }

    static String alias(String alias) {
        check("An alias", alias);
        if (alias.indexOf('/') >= 0 || alias.indexOf(':') >= 0) {
            throw Fault.invalid("An alias cannot contain '/' or ':': \"" + alias + "\"");
        }
        if (isVersion(alias)) {
            throw Fault.invalid("The alias \"" + alias + "\" is reserved for version numbers");
        }
        return alias;
    }

    static String tag(String tag) {
        check("A tag", tag);
        if (!TAG.matcher(tag).matches()) {
            throw Fault.invalid("A tag may hold letters, digits, '-', '_' and inner spaces: \"" + tag + "\"");
        }
        return tag;
    }

    static boolean isVersion(String alias) {
        return VERSION.matcher(alias).matches() && alias.length() < 11;
    }

    private static void check(String what, String name) {
        if (name == null || name.isBlank()) {
            throw Fault.invalid(what + " cannot be empty");
        }
        if (name.length() > MAX) {
            throw Fault.invalid(what + " may have up to " + MAX + " characters, this one has " + name.length());
        }
    }
}
