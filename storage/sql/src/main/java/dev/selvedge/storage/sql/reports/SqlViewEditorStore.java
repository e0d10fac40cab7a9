package dev.selvedge.storage.sql.reports;

import static dev.selvedge.storage.sql.schema.Tables.PROJECT_VIEW;
import static dev.selvedge.storage.sql.schema.Tables.VIEW_EDITOR;
import static dev.selvedge.storage.sql.schema.Tables.VIEW_EDITOR_PROJECT;
import static org.jooq.Records.mapping;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.reports.ViewEditor;
import dev.selvedge.domain.reports.ViewEditorStore;
import dev.selvedge.domain.reports.ViewId;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.schema.tables.records.ViewEditorRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Result;
import org.jooq.impl.DSL;

/** A row for each invitation, and one for each project that it shows. */
public final class SqlViewEditorStore implements ViewEditorStore {

    private final DSLContext sql;

    public SqlViewEditorStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public List<ViewEditor> editors(ViewId view) {
        return editors(VIEW_EDITOR.VIEW_ID.eq(view.value()));
    }

    @Override
    public Optional<ViewEditor> find(ViewId view, UserId user) {
        return editors(is(view, user)).stream().findFirst();
    }

    private List<ViewEditor> editors(Condition which) {
        Result<ViewEditorRecord> rows =
                sql.selectFrom(VIEW_EDITOR).where(which).orderBy(VIEW_EDITOR.ID).fetch();
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Long, List<Long>> projects = sql.select(VIEW_EDITOR_PROJECT.EDITOR_ID, VIEW_EDITOR_PROJECT.PROJECT_ID)
                .from(VIEW_EDITOR_PROJECT)
                .where(VIEW_EDITOR_PROJECT.EDITOR_ID.in(rows.getValues(VIEW_EDITOR.ID)))
                .fetchGroups(VIEW_EDITOR_PROJECT.EDITOR_ID, VIEW_EDITOR_PROJECT.PROJECT_ID);
        return rows.map(row -> new ViewEditor(
                new ViewId(row.getViewId()),
                new UserId(row.getUserId()),
                projects.getOrDefault(row.getId(), List.of()).stream()
                        .map(ProjectId::new)
                        .toList(),
                new UserId(row.getInvitedBy()),
                row.getCreatedAt()));
    }

    @Override
    public Set<ProjectId> invitedTo(UserId user) {
        return sql.selectDistinct(PROJECT_VIEW.PROJECT_ID)
                .from(VIEW_EDITOR)
                .join(PROJECT_VIEW)
                .on(PROJECT_VIEW.ID.eq(VIEW_EDITOR.VIEW_ID))
                .where(VIEW_EDITOR.USER_ID.eq(user.value()))
                .fetchSet(mapping(ProjectId::new));
    }

    @Override
    public void invite(ViewEditor editor) {
        sql.insertInto(VIEW_EDITOR)
                .set(VIEW_EDITOR.VIEW_ID, editor.view().value())
                .set(VIEW_EDITOR.USER_ID, editor.user().value())
                .set(VIEW_EDITOR.INVITED_BY, editor.invitedBy().value())
                .set(VIEW_EDITOR.CREATED_AT, editor.createdAt())
                .onDuplicateKeyIgnore()
                .execute();
        long id = sql.select(VIEW_EDITOR.ID)
                .from(VIEW_EDITOR)
                .where(is(editor.view(), editor.user()))
                .fetchOne(VIEW_EDITOR.ID);
        forgetProjects(VIEW_EDITOR.ID.eq(id));
        editor.projects()
                .forEach(project -> sql.insertInto(VIEW_EDITOR_PROJECT)
                        .set(VIEW_EDITOR_PROJECT.EDITOR_ID, id)
                        .set(VIEW_EDITOR_PROJECT.PROJECT_ID, project.value())
                        .execute());
    }

    @Override
    public boolean remove(ViewId view, UserId user) {
        return remove(is(view, user));
    }

    @Override
    public void removeAll(ViewId view) {
        remove(VIEW_EDITOR.VIEW_ID.eq(view.value()));
    }

    private boolean remove(Condition which) {
        forgetProjects(which);
        return sql.deleteFrom(VIEW_EDITOR).where(which).execute() > 0;
    }

    private void forgetProjects(Condition which) {
        sql.deleteFrom(VIEW_EDITOR_PROJECT)
                .where(VIEW_EDITOR_PROJECT.EDITOR_ID.in(
                        DSL.select(VIEW_EDITOR.ID).from(VIEW_EDITOR).where(which)))
                .execute();
    }

    private static Condition is(ViewId view, UserId user) {
        return VIEW_EDITOR.VIEW_ID.eq(view.value()).and(VIEW_EDITOR.USER_ID.eq(user.value()));
    }
}
