package dev.selvedge.wire.graphql.runs.query;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.runs.query.RunKeys;
import dev.selvedge.wire.graphql.Connection;
import java.util.List;
import java.util.Locale;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** {@code Project.fields}. */
@Controller
class RunKeyController {

    private final RunKeys keys;

    RunKeyController(RunKeys keys) {
        this.keys = keys;
    }

    record Field(String path, String type, int count) {}

    record Fields(List<Connection.Edge<Field>> edges, Connection.PageInfo pageInfo, int totalCount) {}

    @SchemaMapping(typeName = "Project")
    Fields fields(
            Project project,
            @Argument List<String> columns,
            @Argument String pattern,
            @Argument Integer first,
            @Argument String after,
            @ContextValue Caller caller) {
        RunKeys.Found found = keys.find(caller, project.id(), columns, pattern, first, after);
        Connection<Field> connection = Connection.of(found.page()
                .map(key -> new Field(key.path(), key.type().name().toLowerCase(Locale.ROOT), key.runs())));
        return new Fields(connection.edges(), connection.pageInfo(), found.total());
    }
}
