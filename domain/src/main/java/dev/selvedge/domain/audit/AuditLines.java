package dev.selvedge.domain.audit;

import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.platform.GlobalId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Events as programs read them: one object each, under the names of the reference. */
final class AuditLines {

    /** What tells of people and what they call their things. */
    private static final Set<String> PERSONAL = Set.of(
            "actor_email",
            "artifact_qualified_name",
            "entity_name",
            "organization_name",
            "project_name",
            "report_name",
            "run_name",
            "user_email",
            "user_name");

    private final UserStore users;

    AuditLines(UserStore users) {
        this.users = users;
    }

    List<Map<String, Object>> of(List<AuditEvent> events, boolean anonymous) {
        Map<UserId, String> addresses = anonymous ? Map.of() : addresses(events);
        List<Map<String, Object>> lines = new ArrayList<>(events.size());
        for (AuditEvent event : events) {
            Map<String, Object> line = new TreeMap<>(event.about());
            line.put("timestamp", event.at().toString());
            line.put("action", event.action());
            line.put("response_code", event.status());
            if (event.actor() != null) {
                line.put("actor_user_id", GlobalId.encode("User", event.actor().value()));
                if (addresses.containsKey(event.actor())) {
                    line.put("actor_email", addresses.get(event.actor()));
                }
            }
            if (anonymous) {
                line.keySet().removeAll(PERSONAL);
            }
            lines.add(line);
        }
        return lines;
    }

    /** Of those who acted, as far as they still have one. */
    private Map<UserId, String> addresses(Collection<AuditEvent> events) {
        List<UserId> actors = events.stream()
                .map(AuditEvent::actor)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return users.find(actors).stream()
                .filter(user -> user.email() != null)
                .collect(Collectors.toMap(User::id, User::email));
    }
}
