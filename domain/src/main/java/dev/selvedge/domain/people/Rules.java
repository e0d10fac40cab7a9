package dev.selvedge.domain.people;

import static dev.selvedge.domain.people.Standing.ADMIN;
import static dev.selvedge.domain.people.Standing.ANONYMOUS;
import static dev.selvedge.domain.people.Standing.MEMBER;
import static dev.selvedge.domain.people.Standing.RESTRICTED_VIEWER;
import static dev.selvedge.domain.people.Standing.STRANGER;
import static dev.selvedge.domain.people.Standing.VIEWER;

import java.util.EnumMap;
import java.util.Map;

/** The standing that each action on each kind of resource takes: the whole of our rights on one page. */
final class Rules {

    private static final Map<Resource.Type, Map<Action, Standing>> NEEDED = new EnumMap<>(Resource.Type.class);

    static {
        //                           read               create    write    delete   manage
        row(Resource.Type.INSTANCE, ANONYMOUS, ADMIN, ADMIN, ADMIN, ADMIN);
        row(Resource.Type.ORGANIZATION, VIEWER, MEMBER, ADMIN, ADMIN, ADMIN);
        row(Resource.Type.ENTITY, VIEWER, MEMBER, ADMIN, ADMIN, ADMIN);
        row(Resource.Type.ENTITY_AUTOMATION, VIEWER, MEMBER, MEMBER, MEMBER, ADMIN);
        row(Resource.Type.INTEGRATION, MEMBER, ADMIN, ADMIN, ADMIN, ADMIN);
        row(Resource.Type.SECRET, MEMBER, ADMIN, ADMIN, ADMIN, ADMIN);
        row(Resource.Type.ALERT_SETTINGS, VIEWER, ADMIN, ADMIN, ADMIN, ADMIN);
        row(Resource.Type.CUSTOM_CHART, VIEWER, MEMBER, MEMBER, MEMBER, ADMIN);
        row(Resource.Type.USER, STRANGER, ADMIN, ADMIN, ADMIN, ADMIN);
        row(Resource.Type.PROJECT, RESTRICTED_VIEWER, MEMBER, MEMBER, ADMIN, ADMIN);
        row(Resource.Type.RUN, VIEWER, MEMBER, MEMBER, MEMBER, ADMIN);
        row(Resource.Type.ARTIFACT, RESTRICTED_VIEWER, MEMBER, MEMBER, MEMBER, ADMIN);
        row(Resource.Type.SWEEP, VIEWER, MEMBER, MEMBER, MEMBER, ADMIN);
        row(Resource.Type.REPORT, VIEWER, MEMBER, MEMBER, MEMBER, ADMIN);
        row(Resource.Type.QUEUE, VIEWER, MEMBER, MEMBER, MEMBER, ADMIN);
        row(Resource.Type.AUTOMATION, VIEWER, MEMBER, MEMBER, MEMBER, ADMIN);
    }

    private Rules() {}

    private static void row(
            Resource.Type type, Standing read, Standing create, Standing write, Standing delete, Standing manage) {
        NEEDED.put(
                type,
                new EnumMap<>(Map.of(
                        Action.READ, read,
                        Action.CREATE, create,
                        Action.WRITE, write,
                        Action.DELETE, delete,
                        Action.MANAGE, manage)));
    }

    static Standing needed(Resource.Type type, Action action) {
        return NEEDED.get(type).get(action);
    }
}
