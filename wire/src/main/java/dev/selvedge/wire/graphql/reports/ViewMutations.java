package dev.selvedge.wire.graphql.reports;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.reports.UpsertView;
import dev.selvedge.domain.reports.View;
import dev.selvedge.domain.reports.ViewEdits;
import dev.selvedge.domain.reports.ViewId;
import dev.selvedge.domain.reports.ViewReach;
import dev.selvedge.domain.reports.ViewSharing;
import dev.selvedge.domain.reports.ViewToken;
import dev.selvedge.platform.Fault;
import java.util.List;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** The mutations of views. */
@Controller
class ViewMutations {

    private final ViewEdits edits;
    private final ViewSharing sharing;

    ViewMutations(ViewEdits edits, ViewSharing sharing) {
        this.edits = edits;
        this.sharing = sharing;
    }

    record UpsertViewInput(
            String id,
            String name,
            String displayName,
            String createdUsing,
            String description,
            String entityName,
            Boolean locked,
            String parentId,
            String projectName,
            String spec,
            String type,
            String clientMutationId) {

        UpsertView wish() {
            return new UpsertView(
                    viewId(id),
                    entityName,
                    projectName,
                    type,
                    name,
                    displayName,
                    description,
                    createdUsing,
                    spec,
                    locked,
                    viewId(parentId));
        }

        private static ViewId viewId(String id) {
            return id == null || id.isEmpty() ? null : ViewId.parse(id);
        }
    }

    record UpsertViewPayload(View view, boolean inserted, String clientMutationId) {}

    @MutationMapping
    UpsertViewPayload upsertView(@Argument UpsertViewInput input, @ContextValue Caller caller) {
        ViewEdits.Upserted upserted = edits.upsert(caller, input.wish());
        return new UpsertViewPayload(upserted.view(), upserted.inserted(), input.clientMutationId());
    }

    record DeleteViewInput(String id, Boolean deleteDrafts, String clientMutationId) {}

    record DeleteViewPayload(boolean success, boolean pendingDrafts, String clientMutationId) {}

    @MutationMapping
    DeleteViewPayload deleteView(@Argument DeleteViewInput input, @ContextValue Caller caller) {
        if (input.id() == null) {
            throw Fault.invalid("The id of a view is needed");
        }
        ViewEdits.Deleted deleted =
                edits.delete(caller, ViewId.parse(input.id()), Boolean.TRUE.equals(input.deleteDrafts()));
        return new DeleteViewPayload(deleted.success(), deleted.pendingDrafts(), input.clientMutationId());
    }

    record ProjectSpecifier(String entityName, String projectName) {}

    static List<ViewReach.Shown> shown(List<ProjectSpecifier> projects) {
        return projects.stream()
                .map(one -> new ViewReach.Shown(one.entityName(), one.projectName()))
                .toList();
    }

    record CreateAccessTokenInput(List<ProjectSpecifier> projects, String viewId, String clientMutationId) {}

    record CreateAccessTokenPayload(ViewToken accessToken, String clientMutationId) {}

    @MutationMapping
    CreateAccessTokenPayload createAccessToken(@Argument CreateAccessTokenInput input, @ContextValue Caller caller) {
        return new CreateAccessTokenPayload(
                sharing.create(caller, ViewId.parse(input.viewId()), shown(input.projects())),
                input.clientMutationId());
    }

    record RevokeAccessTokenInput(String token, String clientMutationId) {}

    record Done(boolean success, String clientMutationId) {}

    @MutationMapping
    Done revokeAccessToken(@Argument RevokeAccessTokenInput input, @ContextValue Caller caller) {
        sharing.revoke(caller, input.token());
        return new Done(true, input.clientMutationId());
    }

    record UpdateAccessTokenProjectsInput(List<ProjectSpecifier> projects, String token, String clientMutationId) {}

    @MutationMapping
    Done updateAccessTokenProjects(@Argument UpdateAccessTokenProjectsInput input, @ContextValue Caller caller) {
        sharing.show(caller, input.token(), shown(input.projects()));
        return new Done(true, input.clientMutationId());
    }
}
