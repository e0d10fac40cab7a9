package dev.selvedge.wire.graphql.reports;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.reports.View;
import dev.selvedge.domain.reports.ViewId;
import dev.selvedge.domain.reports.Views;
import dev.selvedge.platform.GlobalId;
import dev.selvedge.wire.graphql.Connection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Views by id and by project. */
@Controller
class ProjectViewsController {

    private final Views views;

    ProjectViewsController(Views views) {
        this.views = views;
    }

    record ViewConnection(List<Connection.Edge<View>> edges, Connection.PageInfo pageInfo, LongSupplier total) {}

    @QueryMapping
    View view(@Argument String id, @ContextValue Caller caller) {
        OptionalLong number = GlobalId.decode("View", id);
        return number.isEmpty()
                ? null
                : views.find(caller, new ViewId(number.getAsLong())).orElse(null);
    }

    @SchemaMapping(typeName = "Project")
    ViewConnection allViews(
            Project project,
            @Argument String userName,
            @Argument String viewName,
            @Argument String viewType,
            @Argument Integer first,
            @Argument String after,
            @ContextValue Caller caller) {
        String type = blankAsNull(viewType);
        String name = blankAsNull(viewName);
        String user = blankAsNull(userName);
        Connection<View> connection = Connection.of(views.list(caller, project.id(), type, name, user, first, after));
        return new ViewConnection(
                connection.edges(), connection.pageInfo(), () -> views.count(caller, project.id(), type, name, user));
    }

    private static String blankAsNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    @SchemaMapping(typeName = "ViewConnection")
    long totalCount(ViewConnection connection) {
        return connection.total().getAsLong();
    }
}
