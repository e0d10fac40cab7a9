package dev.selvedge.storage.sql.runs;

import static dev.selvedge.storage.sql.schema.Tables.ENTITY;
import static dev.selvedge.storage.sql.schema.Tables.ORGANIZATION_MEMBER;
import static dev.selvedge.storage.sql.schema.Tables.PROJECT;
import static dev.selvedge.storage.sql.schema.Tables.RUN;

import dev.selvedge.domain.people.OrganizationId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.Workloads;
import dev.selvedge.storage.sql.Database;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Runs, counted by the database: an index answers what is asked by day. */
public final class SqlWorkloads implements Workloads {

    /** A statement names so many projects at once. */
    private static final int PROJECTS_AT_ONCE = 1_000;

    private final DSLContext sql;

    public SqlWorkloads(Database database) {
        this.sql = database.sql();
    }

    @Override
    public List<Work> of(ProjectId project) {
        Field<Integer> runs = DSL.count();
        Field<BigDecimal> micros = DSL.sum(RunDuration.micros());
        return sql.select(RUN.USER_ID, runs, micros)
                .from(RUN)
                .where(RUN.PROJECT_ID.eq(project.value()))
                .and(RUN.DELETED_AT.isNull())
                .groupBy(RUN.USER_ID)
                .orderBy(runs.desc(), RUN.USER_ID)
                .fetch(row -> new Work(
                        new UserId(row.value1()),
                        row.value2(),
                        Duration.of(Math.max(0, row.value3().longValue()), ChronoUnit.MICROS)));
    }

    @Override
    public Map<LocalDate, Long> startedPerDay(OrganizationId organization, LocalDate first) {
        Field<LocalDate> day = DSL.field("cast({0} as date)", LocalDate.class, RUN.CREATED_AT);
        Map<LocalDate, Long> started = new HashMap<>();
        List<Long> projects = projectsOf(organization);
        for (int from = 0; from < projects.size(); from += PROJECTS_AT_ONCE) {
            List<Long> some = projects.subList(from, Math.min(projects.size(), from + PROJECTS_AT_ONCE));
            sql.select(day, DSL.count())
                    .from(RUN)
                    .where(RUN.PROJECT_ID.in(some))
                    .and(RUN.CREATED_AT.ge(first.atStartOfDay().toInstant(ZoneOffset.UTC)))
                    .groupBy(day)
                    .forEach(row -> started.merge(row.value1(), row.value2().longValue(), Long::sum));
        }
        return started;
    }

    private List<Long> projectsOf(OrganizationId organization) {
        return sql.select(PROJECT.ID)
                .from(PROJECT)
                .join(ENTITY)
                .on(ENTITY.ID.eq(PROJECT.ENTITY_ID))
                .where(ENTITY.ORGANIZATION_ID
                        .eq(organization.value())
                        .or(ENTITY.USER_ID.in(DSL.select(ORGANIZATION_MEMBER.USER_ID)
                                .from(ORGANIZATION_MEMBER)
                                .where(ORGANIZATION_MEMBER.ORGANIZATION_ID.eq(organization.value())))))
                .fetch(PROJECT.ID);
    }
}
