package dev.selvedge.storage.sql.objects;

import static dev.selvedge.storage.sql.schema.Tables.PROJECT;
import static dev.selvedge.storage.sql.schema.Tables.RUN;
import static dev.selvedge.storage.sql.schema.Tables.TEAM_BUCKET;

import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.objects.Placement;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryPlacement;
import dev.selvedge.storage.sql.Database;
import java.util.Optional;
import org.jooq.DSLContext;

/** Asked anew each time: a few rows by their keys. */
public final class SqlPlacement implements Placement, HistoryPlacement {

    private final DSLContext sql;

    public SqlPlacement(Database database) {
        this.sql = database.sql();
    }

    @Override
    public Optional<PlaceId> of(ProjectId project) {
        return sql.select(TEAM_BUCKET.PLACE_ID)
                .from(PROJECT)
                .join(TEAM_BUCKET)
                .on(TEAM_BUCKET.ENTITY_ID.eq(PROJECT.ENTITY_ID))
                .where(PROJECT.ID.eq(project.value()))
                .fetchOptional(row -> new PlaceId(row.value1()));
    }

    /** Forks share what they were made from; the run that wrote it comes first. */
    @Override
    public Optional<PlaceId> of(HistoryId history) {
        return sql.select(TEAM_BUCKET.PLACE_ID)
                .from(RUN)
                .join(PROJECT)
                .on(PROJECT.ID.eq(RUN.PROJECT_ID))
                .join(TEAM_BUCKET)
                .on(TEAM_BUCKET.ENTITY_ID.eq(PROJECT.ENTITY_ID))
                .where(RUN.HISTORY_ID.eq(history.value()))
                .orderBy(RUN.ID)
                .limit(1)
                .fetchOptional(row -> new PlaceId(row.value1()));
    }
}
