package dev.selvedge.wire.graphql.reports;

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
import dev.selvedge.domain.reports.ViewEditor;
import dev.selvedge.domain.reports.ViewEditors;
import dev.selvedge.domain.reports.ViewId;
import dev.selvedge.domain.reports.Views;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** People invited to a report. No released client names them: the names are ours. */
@Controller
class ViewEditorController {

    private final ViewEditors editors;
    private final Views views;
    private final People people;
    private final Projects projects;

    ViewEditorController(ViewEditors editors, Views views, People people, Projects projects) {
        this.projects = projects;
        this.editors = editors;
        this.views = views;
        this.people = people;
    }

    record InviteInput(
            String viewId,
            List<String> usernames,
            List<ViewMutations.ProjectSpecifier> projects,
            String clientMutationId) {}

    record RemoveInput(String viewId, List<String> usernames, String clientMutationId) {}

    record EditorsPayload(View view, String clientMutationId) {}

    /** A person as far as a report's share dialog needs: people of other teams are named, no more. */
    record Editor(String username, String name, Instant createdAt) {}

    @MutationMapping
    EditorsPayload inviteViewEditors(@Argument InviteInput input, @ContextValue Caller caller) {
        caller.requireSignedIn();
        View view = editors.invite(
                caller,
                ViewId.parse(input.viewId()),
                input.usernames(),
                ViewMutations.shown(input.projects() == null ? List.of() : input.projects()));
        return new EditorsPayload(view, input.clientMutationId());
    }

    @MutationMapping
    EditorsPayload removeViewEditors(@Argument RemoveInput input, @ContextValue Caller caller) {
        caller.requireSignedIn();
        View view = editors.remove(caller, ViewId.parse(input.viewId()), input.usernames());
        return new EditorsPayload(view, input.clientMutationId());
    }

    @SchemaMapping(typeName = "View")
    List<Editor> editors(View view, @ContextValue Caller caller) {
        List<ViewEditor> invited = editors.of(caller, view);
        Map<UserId, User> users = people
                .find(invited.stream().map(ViewEditor::user).toList())
                .stream()
                .collect(toMap(User::id, identity()));
        return invited.stream()
                .map(each -> {
                    User user = users.get(each.user());
                    return user == null ? null : new Editor(user.username(), user.name(), each.createdAt());
                })
                .filter(Objects::nonNull)
                .toList();
    }

    @SchemaMapping(typeName = "View")
    boolean editable(View view, @ContextValue Caller caller) {
        return views.editable(caller, view);
    }

    @SchemaMapping(typeName = "View")
    List<Project> shownProjects(View view, @ContextValue Caller caller) {
        List<ProjectId> shown = views.shown(caller, view);
        return shown.isEmpty() ? List.of() : projects.find(shown);
    }

    @SchemaMapping(typeName = "View")
    boolean invitesEditors(View view, @ContextValue Caller caller) {
        return editors.mayInvite(caller, view);
    }
}
