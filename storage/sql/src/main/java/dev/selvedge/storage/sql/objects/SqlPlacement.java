package dev.selvedge.storage.sql.objects;

import static dev.selvedge.storage.sql.FixedStatement.any;
import static dev.selvedge.storage.sql.schema.Tables.PROJECT;
import static dev.selvedge.storage.sql.schema.Tables.RUN;
import static dev.selvedge.storage.sql.schema.Tables.TEAM_BUCKET;
import static org.jooq.impl.DSL.inline;

import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.objects.Placement;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryPlacement;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.FixedStatement;
import java.util.Optional;
import org.jooq.DSLContext;

/** Asked anew each time: a few rows by their keys. */
public final class SqlPlacement implements Placement, HistoryPlacement {

    private final FixedStatement ofProject;
    private final FixedStatement ofHistory;

    public SqlPlacement(Database database) {
        DSLContext sql = database.sql();
        ofProject = new FixedStatement(
                database,
                sql.select(TEAM_BUCKET.PLACE_ID)
                        .from(PROJECT)
                        .join(TEAM_BUCKET)
                        .on(TEAM_BUCKET.ENTITY_ID.eq(PROJECT.ENTITY_ID))
                        .where(PROJECT.ID.eq(any(PROJECT.ID))));
        ofHistory = new FixedStatement(
                database,
                sql.select(TEAM_BUCKET.PLACE_ID)
                        .from(RUN)
                        .join(PROJECT)
                        .on(PROJECT.ID.eq(RUN.PROJECT_ID))
                        .join(TEAM_BUCKET)
                        .on(TEAM_BUCKET.ENTITY_ID.eq(PROJECT.ENTITY_ID))
                        .where(RUN.HISTORY_ID.eq(any(RUN.HISTORY_ID)))
                        .orderBy(RUN.ID)
                        .limit(inline(1)));
    }

    @Override
    public Optional<PlaceId> of(ProjectId project) {
        return ofProject.find(project.value()).map(row -> new PlaceId(row.get(TEAM_BUCKET.PLACE_ID)));
    }

    /** Forks share what they were made from; the run that wrote it comes first. */
    @Override
    public Optional<PlaceId> of(HistoryId history) {
        return ofHistory.find(history.value()).map(row -> new PlaceId(row.get(TEAM_BUCKET.PLACE_ID)));
    }
}
