package dev.selvedge.storage.sql.reports;

import static dev.selvedge.storage.sql.schema.Tables.PROJECT_VIEW;
import static dev.selvedge.storage.sql.schema.Tables.USER_ACCOUNT;
import static dev.selvedge.storage.sql.schema.Tables.VIEW_EDITOR;
import static dev.selvedge.storage.sql.schema.Tables.VIEW_TOKEN;
import static dev.selvedge.storage.sql.schema.Tables.VIEW_TOKEN_PROJECT;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.reports.View;
import dev.selvedge.domain.reports.ViewId;
import dev.selvedge.domain.reports.ViewStore;
import dev.selvedge.domain.reports.ViewToken;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.GlobalId;
import dev.selvedge.platform.Page;
import dev.selvedge.storage.sql.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;

/** Views are one row each; lists never read specs. */
public final class SqlViewStore implements ViewStore {

    private static final String CURSOR = "ViewCursor";

    private static final List<Field<?>> COLUMNS = List.of(
            PROJECT_VIEW.ID,
            PROJECT_VIEW.PROJECT_ID,
            PROJECT_VIEW.TYPE,
            PROJECT_VIEW.NAME,
            PROJECT_VIEW.DISPLAY_NAME,
            PROJECT_VIEW.DESCRIPTION,
            PROJECT_VIEW.USER_ID,
            PROJECT_VIEW.CREATED_USING,
            PROJECT_VIEW.LOCKED,
            PROJECT_VIEW.PARENT_ID,
            PROJECT_VIEW.CREATED_AT,
            PROJECT_VIEW.UPDATED_AT);

    private final DSLContext sql;

    public SqlViewStore(Database database) {
        this.sql = database.sql();
    }

    private static View view(Record row) {
        Long parent = row.get(PROJECT_VIEW.PARENT_ID);
        return new View(
                new ViewId(row.get(PROJECT_VIEW.ID)),
                new ProjectId(row.get(PROJECT_VIEW.PROJECT_ID)),
                row.get(PROJECT_VIEW.TYPE),
                row.get(PROJECT_VIEW.NAME),
                row.get(PROJECT_VIEW.DISPLAY_NAME),
                row.get(PROJECT_VIEW.DESCRIPTION),
                new UserId(row.get(PROJECT_VIEW.USER_ID)),
                row.get(PROJECT_VIEW.CREATED_USING),
                row.get(PROJECT_VIEW.LOCKED),
                parent == null ? null : new ViewId(parent),
                row.get(PROJECT_VIEW.CREATED_AT),
                row.get(PROJECT_VIEW.UPDATED_AT));
    }

    private static Map<Field<?>, Object> row(View view) {
        Map<Field<?>, Object> row = new java.util.LinkedHashMap<>();
        row.put(PROJECT_VIEW.PROJECT_ID, view.project().value());
        row.put(PROJECT_VIEW.TYPE, view.type());
        row.put(PROJECT_VIEW.NAME, view.name());
        row.put(PROJECT_VIEW.DISPLAY_NAME, view.displayName());
        row.put(PROJECT_VIEW.DESCRIPTION, view.description());
        row.put(PROJECT_VIEW.USER_ID, view.user().value());
        row.put(PROJECT_VIEW.CREATED_USING, view.createdUsing());
        row.put(PROJECT_VIEW.LOCKED, view.locked());
        row.put(
                PROJECT_VIEW.PARENT_ID,
                view.parent() == null ? null : view.parent().value());
        row.put(PROJECT_VIEW.CREATED_AT, view.createdAt());
        row.put(PROJECT_VIEW.UPDATED_AT, view.updatedAt());
        return row;
    }

    @Override
    public Optional<View> find(ViewId id) {
        return one(PROJECT_VIEW.ID.eq(id.value()));
    }

    @Override
    public Optional<View> lock(ViewId id) {
        return sql.select(COLUMNS)
                .from(PROJECT_VIEW)
                .where(PROJECT_VIEW.ID.eq(id.value()))
                .forUpdate()
                .fetchOptional(SqlViewStore::view);
    }

    @Override
    public Optional<View> find(ProjectId project, String type, String name) {
        return one(PROJECT_VIEW
                .PROJECT_ID
                .eq(project.value())
                .and(PROJECT_VIEW.TYPE.eq(type))
                .and(PROJECT_VIEW.NAME.eq(name)));
    }

    private Optional<View> one(Condition which) {
        return sql.select(COLUMNS).from(PROJECT_VIEW).where(which).fetchOptional(SqlViewStore::view);
    }

    @Override
    public Page<View> list(ProjectId project, Selection which, int first, String after) {
        Condition from = DSL.noCondition();
        if (after != null && !after.isEmpty()) {
            long before = GlobalId.decode(CURSOR, after)
                    .orElseThrow(() -> Fault.invalid("The cursor is not one of this list"));
            from = PROJECT_VIEW.ID.lt(before);
        }
        List<View> found = sql.select(COLUMNS)
                .from(PROJECT_VIEW)
                .where(where(project, which))
                .and(from)
                .orderBy(PROJECT_VIEW.ID.desc())
                .limit(first + 1)
                .fetch(SqlViewStore::view);
        List<View> page = found.subList(0, Math.min(first, found.size()));
        return new Page<>(
                page,
                page.stream()
                        .map(view -> GlobalId.encode(CURSOR, view.id().value()))
                        .toList(),
                found.size() > first && first > 0);
    }

    @Override
    public long count(ProjectId project, Selection which) {
        return sql.fetchCount(PROJECT_VIEW, where(project, which));
    }

    private static Condition where(ProjectId project, Selection which) {
        Condition where = PROJECT_VIEW.PROJECT_ID.eq(project.value());
        if (which.type() != null) {
            where = where.and(PROJECT_VIEW.TYPE.eq(which.type()));
        }
        if (which.name() != null) {
            where = where.and(PROJECT_VIEW.NAME.eq(which.name()));
        }
        if (which.username() != null) {
            where = where.and(PROJECT_VIEW.USER_ID.in(
                    DSL.select(USER_ACCOUNT.ID).from(USER_ACCOUNT).where(USER_ACCOUNT.USERNAME.eq(which.username()))));
        }
        if (which.editor() != null) {
            var invited = DSL.select(VIEW_EDITOR.VIEW_ID)
                    .from(VIEW_EDITOR)
                    .where(VIEW_EDITOR.USER_ID.eq(which.editor().value()));
            where = where.and(PROJECT_VIEW
                    .TYPE
                    .eq(View.REPORT)
                    .and(PROJECT_VIEW.ID.in(invited))
                    .or(PROJECT_VIEW.TYPE.eq(View.DRAFT).and(PROJECT_VIEW.PARENT_ID.in(invited))));
        }
        return which.draftsOf() == null
                ? where
                : where.and(PROJECT_VIEW
                        .TYPE
                        .ne(View.DRAFT)
                        .or(PROJECT_VIEW.USER_ID.eq(which.draftsOf().value())));
    }

    @Override
    public Map<ViewId, String> specs(Collection<ViewId> ids) {
        return sql.select(PROJECT_VIEW.ID, PROJECT_VIEW.SPEC)
                .from(PROJECT_VIEW)
                .where(PROJECT_VIEW.ID.in(ids.stream().map(ViewId::value).toList()))
                .fetchMap(row -> new ViewId(row.value1()), row -> row.value2());
    }

    @Override
    public View insert(View view, String spec) {
        long id = unique(
                view,
                () -> sql.insertInto(PROJECT_VIEW)
                        .set(row(view))
                        .set(PROJECT_VIEW.SPEC, spec)
                        .returning(PROJECT_VIEW.ID)
                        .fetchOne()
                        .getId());
        return find(new ViewId(id)).orElseThrow();
    }

    @Override
    public void save(View view, String spec) {
        Map<Field<?>, Object> row = row(view);
        if (spec != null) {
            row.put(PROJECT_VIEW.SPEC, spec);
        }
        unique(
                view,
                () -> sql.update(PROJECT_VIEW)
                        .set(row)
                        .where(PROJECT_VIEW.ID.eq(view.id().value()))
                        .execute());
    }

    private static <T> T unique(View view, Supplier<T> write) {
        try {
            return write.get();
        } catch (IntegrityConstraintViolationException e) {
            throw new Fault(
                    Fault.Code.CONFLICT, "The project already has a " + view.type() + " named " + view.name(), e);
        }
    }

    @Override
    public List<View> drafts(ViewId parent) {
        return sql.select(COLUMNS)
                .from(PROJECT_VIEW)
                .where(PROJECT_VIEW.PARENT_ID.eq(parent.value()))
                .and(PROJECT_VIEW.TYPE.eq(View.DRAFT))
                .orderBy(PROJECT_VIEW.ID)
                .fetch(SqlViewStore::view);
    }

    @Override
    public void delete(ViewId id) {
        sql.deleteFrom(VIEW_TOKEN_PROJECT)
                .where(VIEW_TOKEN_PROJECT.TOKEN_ID.in(
                        DSL.select(VIEW_TOKEN.ID).from(VIEW_TOKEN).where(VIEW_TOKEN.VIEW_ID.eq(id.value()))))
                .execute();
        sql.deleteFrom(VIEW_TOKEN).where(VIEW_TOKEN.VIEW_ID.eq(id.value())).execute();
        sql.deleteFrom(PROJECT_VIEW).where(PROJECT_VIEW.ID.eq(id.value())).execute();
    }

    @Override
    public ViewToken insertToken(ViewId view, String token, List<ProjectId> projects, UserId user, Instant createdAt) {
        long id = sql.insertInto(VIEW_TOKEN)
                .set(VIEW_TOKEN.VIEW_ID, view.value())
                .set(VIEW_TOKEN.TOKEN, token)
                .set(VIEW_TOKEN.USER_ID, user.value())
                .set(VIEW_TOKEN.CREATED_AT, createdAt)
                .returning(VIEW_TOKEN.ID)
                .fetchOne()
                .getId();
        saveTokenProjects(id, projects);
        return findToken(token).orElseThrow();
    }

    @Override
    public Optional<ViewToken> findToken(String token) {
        return tokens(VIEW_TOKEN.TOKEN.eq(token)).stream().findFirst();
    }

    @Override
    public List<ViewToken> tokens(ViewId view) {
        return tokens(VIEW_TOKEN.VIEW_ID.eq(view.value()));
    }

    private List<ViewToken> tokens(Condition which) {
        var rows =
                sql.selectFrom(VIEW_TOKEN).where(which).orderBy(VIEW_TOKEN.ID).fetch();
        Map<Long, List<Long>> projects = sql.select(VIEW_TOKEN_PROJECT.TOKEN_ID, VIEW_TOKEN_PROJECT.PROJECT_ID)
                .from(VIEW_TOKEN_PROJECT)
                .where(VIEW_TOKEN_PROJECT.TOKEN_ID.in(rows.getValues(VIEW_TOKEN.ID)))
                .orderBy(VIEW_TOKEN_PROJECT.PROJECT_ID)
                .fetchGroups(VIEW_TOKEN_PROJECT.TOKEN_ID, VIEW_TOKEN_PROJECT.PROJECT_ID);
        return rows.map(row -> new ViewToken(
                row.getId(),
                new ViewId(row.getViewId()),
                row.getToken(),
                projects.getOrDefault(row.getId(), List.of()).stream()
                        .map(ProjectId::new)
                        .toList(),
                row.getCreatedAt(),
                row.getRevokedAt()));
    }

    @Override
    public void saveTokenProjects(long token, List<ProjectId> projects) {
        sql.deleteFrom(VIEW_TOKEN_PROJECT)
                .where(VIEW_TOKEN_PROJECT.TOKEN_ID.eq(token))
                .execute();
        for (ProjectId project : projects) {
            sql.insertInto(VIEW_TOKEN_PROJECT)
                    .set(VIEW_TOKEN_PROJECT.TOKEN_ID, token)
                    .set(VIEW_TOKEN_PROJECT.PROJECT_ID, project.value())
                    .execute();
        }
    }

    @Override
    public void revokeToken(long token, Instant revokedAt) {
        sql.update(VIEW_TOKEN)
                .set(VIEW_TOKEN.REVOKED_AT, revokedAt)
                .where(VIEW_TOKEN.ID.eq(token))
                .execute();
    }
}
