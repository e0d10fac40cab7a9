package dev.selvedge.storage.sql.reports;

import static dev.selvedge.storage.sql.schema.Tables.VIEW_STAR;
import static dev.selvedge.storage.sql.schema.Tables.VIEW_VISIT;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.reports.ViewId;
import dev.selvedge.domain.reports.ViewMarkStore;
import dev.selvedge.storage.sql.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** A row for each star, and one for each person who ever looked at a view. */
public final class SqlViewMarkStore implements ViewMarkStore {

    private final DSLContext sql;

    public SqlViewMarkStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public void star(ViewId view, UserId user, Instant at) {
        sql.insertInto(VIEW_STAR)
                .set(VIEW_STAR.VIEW_ID, view.value())
                .set(VIEW_STAR.USER_ID, user.value())
                .set(VIEW_STAR.CREATED_AT, at)
                .onDuplicateKeyIgnore()
                .execute();
    }

    @Override
    public void unstar(ViewId view, UserId user) {
        sql.deleteFrom(VIEW_STAR)
                .where(VIEW_STAR.VIEW_ID.eq(view.value()))
                .and(VIEW_STAR.USER_ID.eq(user.value()))
                .execute();
    }

    @Override
    public Set<ViewId> starred(UserId user, Collection<ViewId> of) {
        return sql.select(VIEW_STAR.VIEW_ID)
                .from(VIEW_STAR)
                .where(VIEW_STAR.VIEW_ID.in(numbers(of)))
                .and(VIEW_STAR.USER_ID.eq(user.value()))
                .fetchSet(row -> new ViewId(row.value1()));
    }

    @Override
    public Map<ViewId, Integer> stars(Collection<ViewId> of) {
        return sql.select(VIEW_STAR.VIEW_ID, DSL.count())
                .from(VIEW_STAR)
                .where(VIEW_STAR.VIEW_ID.in(numbers(of)))
                .groupBy(VIEW_STAR.VIEW_ID)
                .fetchMap(row -> new ViewId(row.value1()), row -> row.value2());
    }

    @Override
    public void visit(ViewId view, UserId user, Instant at, Instant since) {
        sql.insertInto(VIEW_VISIT)
                .set(VIEW_VISIT.VIEW_ID, view.value())
                .set(VIEW_VISIT.USER_ID, user.value())
                .set(VIEW_VISIT.VISITS, 0)
                // earlier than any visit that would keep this one from counting
                .set(VIEW_VISIT.LAST_AT, since.minusSeconds(1))
                .onDuplicateKeyIgnore()
                .execute();
        sql.update(VIEW_VISIT)
                .set(VIEW_VISIT.VISITS, VIEW_VISIT.VISITS.plus(1))
                .set(VIEW_VISIT.LAST_AT, at)
                .where(VIEW_VISIT.VIEW_ID.eq(view.value()))
                .and(VIEW_VISIT.USER_ID.eq(user.value()))
                .and(VIEW_VISIT.LAST_AT.lt(since))
                .execute();
    }

    @Override
    public Map<ViewId, Integer> visits(Collection<ViewId> of) {
        return sql.select(VIEW_VISIT.VIEW_ID, DSL.sum(VIEW_VISIT.VISITS))
                .from(VIEW_VISIT)
                .where(VIEW_VISIT.VIEW_ID.in(numbers(of)))
                .groupBy(VIEW_VISIT.VIEW_ID)
                .fetchMap(row -> new ViewId(row.value1()), row -> row.value2().intValue());
    }

    @Override
    public void removeAll(ViewId view) {
        sql.deleteFrom(VIEW_STAR).where(VIEW_STAR.VIEW_ID.eq(view.value())).execute();
        sql.deleteFrom(VIEW_VISIT).where(VIEW_VISIT.VIEW_ID.eq(view.value())).execute();
    }

    private static List<Long> numbers(Collection<ViewId> of) {
        return of.stream().map(ViewId::value).toList();
    }
}
