package dev.selvedge.storage.sql.charts;

import static dev.selvedge.storage.sql.schema.Tables.CUSTOM_CHART;

import dev.selvedge.domain.charts.ChartStore;
import dev.selvedge.domain.charts.CustomChart;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.platform.Fault;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.schema.tables.records.CustomChartRecord;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;

/** One row a chart. */
public final class SqlChartStore implements ChartStore {

    private final DSLContext sql;

    public SqlChartStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public CustomChart insert(CustomChart chart) {
        try {
            long id = sql.insertInto(CUSTOM_CHART)
                    .set(CUSTOM_CHART.ENTITY_ID, chart.entity().value())
                    .set(CUSTOM_CHART.NAME, chart.name())
                    .set(CUSTOM_CHART.DISPLAY_NAME, chart.displayName())
                    .set(CUSTOM_CHART.TYPE, chart.type())
                    .set(CUSTOM_CHART.ACCESS, chart.access().name())
                    .set(CUSTOM_CHART.SPEC, chart.spec())
                    .set(CUSTOM_CHART.CREATED_BY, chart.createdBy().value())
                    .set(CUSTOM_CHART.CREATED_AT, chart.createdAt())
                    .returning(CUSTOM_CHART.ID)
                    .fetchOne()
                    .getId();
            return sql.selectFrom(CUSTOM_CHART).where(CUSTOM_CHART.ID.eq(id)).fetchSingle(SqlChartStore::chart);
        } catch (IntegrityConstraintViolationException e) {
            throw new Fault(Fault.Code.CONFLICT, "There is a chart named " + chart.name() + " already", e);
        }
    }

    @Override
    public Optional<CustomChart> find(EntityId entity, String name) {
        return sql.selectFrom(CUSTOM_CHART)
                .where(CUSTOM_CHART.ENTITY_ID.eq(entity.value()), CUSTOM_CHART.NAME.eq(name))
                .fetchOptional(SqlChartStore::chart);
    }

    @Override
    public boolean delete(long id) {
        return sql.deleteFrom(CUSTOM_CHART).where(CUSTOM_CHART.ID.eq(id)).execute() == 1;
    }

    @Override
    public List<CustomChart> of(EntityId entity, boolean all, long after, int limit) {
        return sql.selectFrom(CUSTOM_CHART)
                .where(
                        CUSTOM_CHART.ENTITY_ID.eq(entity.value()),
                        CUSTOM_CHART.ID.gt(after),
                        all ? DSL.trueCondition() : CUSTOM_CHART.ACCESS.eq(CustomChart.Access.PUBLIC.name()))
                .orderBy(CUSTOM_CHART.ID)
                .limit(limit)
                .fetch(SqlChartStore::chart);
    }

    private static CustomChart chart(CustomChartRecord row) {
        return new CustomChart(
                row.getId(),
                new EntityId(row.getEntityId()),
                null,
                row.getName(),
                row.getDisplayName(),
                row.getType(),
                CustomChart.Access.valueOf(row.getAccess()),
                row.getSpec(),
                new UserId(row.getCreatedBy()),
                row.getCreatedAt(),
                row.getUpdatedAt());
    }
}
