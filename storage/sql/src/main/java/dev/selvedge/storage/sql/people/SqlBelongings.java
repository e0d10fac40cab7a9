package dev.selvedge.storage.sql.people;

import static dev.selvedge.storage.sql.schema.Tables.AUTOMATION;
import static dev.selvedge.storage.sql.schema.Tables.ENTITY;
import static dev.selvedge.storage.sql.schema.Tables.PROJECT;
import static dev.selvedge.storage.sql.schema.Tables.PROJECT_VIEW;
import static dev.selvedge.storage.sql.schema.Tables.RESOURCE_CONFIG;
import static dev.selvedge.storage.sql.schema.Tables.RUN_QUEUE;

import dev.selvedge.domain.people.Belongings;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectAccess;
import dev.selvedge.domain.projects.ProjectNames;
import dev.selvedge.storage.sql.Database;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The columns that name an owner. Reports and their drafts are views; workspaces are everybody's own and stay. */
public final class SqlBelongings implements Belongings {

    private static final List<String> REPORTS = List.of("runs", "runs/draft");

    private static final List<String> PUBLIC = Arrays.stream(ProjectAccess.values())
            .filter(ProjectAccess::isPublic)
            .map(ProjectAccess::name)
            .toList();

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
                        .execute(),
                0);
    }

    @Override
    public int moveProjects(EntityId from, EntityId to, String suffix, boolean privateOnly) {
        Map<Long, String> names = sql.select(PROJECT.ID, PROJECT.NAME)
                .from(PROJECT)
                .where(PROJECT.ENTITY_ID.eq(from.value()))
                .and(PROJECT.DELETED_AT.isNull())
                .orderBy(PROJECT.ID)
                .forUpdate()
                .fetchMap(PROJECT.ID, PROJECT.NAME);
        Set<String> taken = new HashSet<>(sql.select(PROJECT.NAME)
                .from(PROJECT)
                .where(PROJECT.ENTITY_ID.eq(to.value()))
                .and(PROJECT.DELETED_AT.isNull())
                .fetch(PROJECT.NAME));
        names.forEach((project, name) -> {
            String free = free(name, suffix, taken);
            taken.add(free);
            move(project, free, to, privateOnly);
        });
        return names.size();
    }

    private static String free(String name, String suffix, Set<String> taken) {
        for (int i = 0; ; i++) {
            String end = (i == 0 ? "" : "-" + suffix) + (i <= 1 ? "" : "-" + i);
            int fits = ProjectNames.MAX_LENGTH - end.length();
            String wish = name.substring(0, Math.min(name.length(), fits)) + end;
            if (!taken.contains(wish)) {
                return wish;
            }
        }
    }

    private void move(long project, String name, EntityId to, boolean privateOnly) {
        var change = sql.update(PROJECT).set(PROJECT.ENTITY_ID, to.value()).set(PROJECT.NAME, name);
        if (privateOnly) {
            change = change.set(
                    PROJECT.ACCESS,
                    DSL.when(PROJECT.ACCESS.in(PUBLIC), DSL.inline(ProjectAccess.PRIVATE.name()))
                            .otherwise(PROJECT.ACCESS));
        }
        change.where(PROJECT.ID.eq(project)).execute();
        sql.update(AUTOMATION)
                .set(AUTOMATION.ENTITY_ID, to.value())
                .set(
                        AUTOMATION.ENABLED,
                        DSL.when(AUTOMATION.WEBHOOK_ID.isNotNull(), DSL.inline(false))
                                .otherwise(AUTOMATION.ENABLED))
                .where(AUTOMATION.PROJECT_ID.eq(project))
                .execute();
        sql.update(RESOURCE_CONFIG)
                .set(RESOURCE_CONFIG.ENTITY_ID, to.value())
                .where(RESOURCE_CONFIG.ID.in(DSL.select(RUN_QUEUE.CONFIG_ID)
                        .from(RUN_QUEUE)
                        .where(RUN_QUEUE.PROJECT_ID.eq(project))
                        .and(RUN_QUEUE.CONFIG_ID.isNotNull())))
                .execute();
    }
}
