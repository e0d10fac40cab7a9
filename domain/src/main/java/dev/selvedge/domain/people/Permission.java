package dev.selvedge.domain.people;

import dev.selvedge.platform.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One right a custom role adds to its base, written {@code run:delete}. */
public record Permission(Resource.Type type, Action action) {

    /** Those that a custom role can hold: each of them opens something. */
    public static List<Permission> all() {
        return Arrays.stream(Resource.Type.values())
                .flatMap(type -> Arrays.stream(Action.values()).map(action -> new Permission(type, action)))
                .filter(Permission::canBeGiven)
                .toList();
    }

    /** "update" is what other servers call {@code write}; a project is made in an entity. */
    public static Permission parse(String text) {
        String[] parts =
                text.toUpperCase(Locale.ROOT).replace("UPDATE", "WRITE").split(":", -1);
        try {
            if (parts.length == 2) {
                Permission named = new Permission(Resource.Type.valueOf(parts[0]), Action.valueOf(parts[1]));
                return named.equals(new Permission(Resource.Type.PROJECT, Action.CREATE))
                        ? new Permission(Resource.Type.ENTITY, Action.CREATE)
                        : named;
            }
        } catch (IllegalArgumentException unknown) {
            // said below in words
        }
        throw Fault.invalid("There is no permission \"" + text + "\"");
    }

    /** Rights over the installation and over other people's accounts are no role's, and some actions nothing has. */
    boolean canBeGiven() {
        return switch (type) {
            case INSTANCE, USER -> false;
            case ORGANIZATION -> action != Action.WRITE && action != Action.DELETE;
            case ENTITY -> action != Action.WRITE && action != Action.DELETE;
            case ALERT_SETTINGS -> action == Action.READ || action == Action.WRITE;
            case CUSTOM_CHART -> action != Action.WRITE && action != Action.MANAGE;
            case PROJECT -> action != Action.CREATE;
            case ENTITY_AUTOMATION, AUTOMATION, INTEGRATION, SECRET, RUN, SWEEP -> action != Action.MANAGE;
            case ARTIFACT, REPORT, QUEUE -> true;
        };
    }

    @Override
    public String toString() {
        return (type + ":" + action).toLowerCase(Locale.ROOT);
    }
}
