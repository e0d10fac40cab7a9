package dev.selvedge.wire.graphql.reports;

import static java.util.Objects.requireNonNullElse;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.reports.View;
import dev.selvedge.domain.reports.ViewId;
import dev.selvedge.domain.reports.ViewSharing;
import dev.selvedge.domain.reports.ViewToken;
import dev.selvedge.domain.reports.Views;
import dev.selvedge.wire.graphql.Immediate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The fields of {@code View} and {@code AccessToken}. */
@Controller
class ViewController {

    private final Views views;
    private final ViewSharing sharing;
    private final Projects projects;
    private final People people;

    ViewController(Views views, ViewSharing sharing, Projects projects, People people) {
        this.views = views;
        this.sharing = sharing;
        this.projects = projects;
        this.people = people;
    }

    @Immediate
    @SchemaMapping(typeName = "View")
    String id(View view) {
        return view.id().global();
    }

    /** Never null: wandb-workspaces loads no report without one. */
    @Immediate
    @SchemaMapping(typeName = "View")
    String description(View view) {
        return requireNonNullElse(view.description(), "");
    }

    @Immediate
    @SchemaMapping(typeName = "View")
    String parentId(View view) {
        return view.parent() == null ? null : view.parent().global();
    }

    /** Specs are large: only where one is asked for, and for all views of an answer at once. */
    @BatchMapping(typeName = "View")
    Map<View, String> spec(List<View> of) {
        Map<ViewId, String> specs = views.specs(of.stream().map(View::id).toList());
        return byView(of, view -> specs.get(view.id()));
    }

    @BatchMapping(typeName = "View")
    Map<View, User> user(List<View> of) {
        Map<UserId, User> users = people
                .find(of.stream().map(View::user).distinct().toList())
                .stream()
                .collect(toMap(User::id, identity()));
        return byView(of, view -> users.get(view.user()));
    }

    @BatchMapping(typeName = "View")
    Map<View, Project> project(List<View> of) {
        Map<ProjectId, Project> found = projects(of);
        return byView(of, view -> found.get(view.project()));
    }

    @BatchMapping(typeName = "View")
    Map<View, String> entityName(List<View> of) {
        Map<ProjectId, Project> found = projects(of);
        return byView(of, view -> found.get(view.project()).entityName());
    }

    private Map<ProjectId, Project> projects(List<View> of) {
        return projects.find(of.stream().map(View::project).distinct().toList()).stream()
                .collect(toMap(Project::id, identity()));
    }

    private static <T> Map<View, T> byView(List<View> views, java.util.function.Function<View, T> value) {
        Map<View, T> answer = new HashMap<>();
        views.forEach(view -> answer.put(view, value.apply(view)));
        return answer;
    }

    @SchemaMapping(typeName = "View")
    List<ViewToken> accessTokens(View view, @ContextValue Caller caller) {
        return sharing.tokens(caller, view);
    }

    @Immediate
    @SchemaMapping(typeName = "AccessToken")
    String id(ViewToken token) {
        return dev.selvedge.platform.GlobalId.encode("AccessToken", token.id());
    }

    @SchemaMapping(typeName = "AccessToken")
    String type(ViewToken token) {
        return "PUBLIC";
    }

    @SchemaMapping(typeName = "AccessToken")
    List<Project> projects(ViewToken token) {
        return projects.find(token.projects());
    }
}
