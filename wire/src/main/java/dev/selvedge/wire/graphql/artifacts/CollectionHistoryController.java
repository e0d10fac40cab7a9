package dev.selvedge.wire.graphql.artifacts;

import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.artifacts.ArtifactCollection;
import dev.selvedge.domain.artifacts.CollectionAction;
import dev.selvedge.domain.artifacts.CollectionHistory;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.platform.GlobalId;
import graphql.GraphQLContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** What was done to the versions and aliases of a collection. */
@Controller
class CollectionHistoryController {

    private final CollectionHistory history;
    private final People people;
    private final SeenProjects seen;

    CollectionHistoryController(CollectionHistory history, People people, SeenProjects seen) {
        this.seen = seen;
        this.history = history;
        this.people = people;
    }

    record Action(
            String id,
            String kind,
            int versionIndex,
            Integer fromVersionIndex,
            String alias,
            Instant createdAt,
            User user) {}

    @SchemaMapping(typeName = "ArtifactCollection")
    Counted<Action> actions(
            ArtifactCollection collection,
            @Argument Integer version,
            @Argument Integer first,
            @Argument String after,
            GraphQLContext context) {
        if (!seen.contains(collection.project(), context)) {
            return Counted.none();
        }
        var found = history.of(collection.id(), version, first, after);
        List<UserId> ids = found.page().items().stream()
                .map(CollectionAction::user)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<UserId, User> users = people.find(ids).stream().collect(toMap(User::id, user -> user));
        return Counted.of(found.map(action -> shown(action, users.get(action.user()))));
    }

    private static Action shown(CollectionAction action, User user) {
        return new Action(
                GlobalId.encode("ArtifactCollectionAction", action.id()),
                action.kind().name(),
                action.versionIndex(),
                action.fromVersionIndex(),
                action.alias(),
                action.at(),
                user);
    }
}
