package dev.selvedge.storage.sql.people;

import static dev.selvedge.storage.sql.schema.Tables.AUTOMATION;
import static dev.selvedge.storage.sql.schema.Tables.ENTITY;
import static dev.selvedge.storage.sql.schema.Tables.PROJECT;
import static dev.selvedge.storage.sql.schema.Tables.PROJECT_VIEW;
import static dev.selvedge.storage.sql.schema.Tables.RUN_QUEUE;

import dev.selvedge.domain.people.Belongings;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.storage.sql.Database;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The columns that name an owner. Reports and their drafts are views; workspaces are everybody's own and stay. */
public final class SqlBelongings implements Belongings {

    private static final List<String> REPORTS = List.of("runs", "runs/draft");

    private final DSLContext sql;

    public SqlBelongings(Database database) {
        this.sql = database.sql();
    }

    @Override
    public Handed handOver(UserId from, UserId heir) {
        long home = sql.select(ENTITY.ID)
                .from(ENTITY)
                .where(ENTITY.USER_ID.eq(from.value()))
                .fetchOptional(ENTITY.ID)
                .orElse(0L);
        var own = DSL.select(PROJECT.ID).from(PROJECT).where(PROJECT.ENTITY_ID.eq(home));
        return new Handed(
                sql.update(PROJECT)
                        .set(PROJECT.USER_ID, heir.value())
                        .where(PROJECT.USER_ID.eq(from.value()))
                        .and(PROJECT.ENTITY_ID.ne(home))
                        .execute(),
                sql.update(PROJECT_VIEW)
                        .set(PROJECT_VIEW.USER_ID, heir.value())
                        .where(PROJECT_VIEW.USER_ID.eq(from.value()))
                        .and(PROJECT_VIEW.TYPE.in(REPORTS))
                        .and(PROJECT_VIEW.PROJECT_ID.notIn(own))
                        .execute(),
                sql.update(AUTOMATION)
                        .set(AUTOMATION.CREATED_BY, heir.value())
                        .where(AUTOMATION.CREATED_BY.eq(from.value()))
                        .and(AUTOMATION.ENTITY_ID.ne(home))
                        .execute(),
                sql.update(RUN_QUEUE)
                        .set(RUN_QUEUE.CREATED_BY, heir.value())
                        .where(RUN_QUEUE.CREATED_BY.eq(from.value()))
                        .and(RUN_QUEUE.PROJECT_ID.notIn(own))
                        .execute());
    }
}
