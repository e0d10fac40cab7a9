package dev.selvedge.storage.sql.runs;

import static dev.selvedge.storage.sql.schema.Tables.RUN;

import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** How long runs have lived. */
public final class RunDuration {

    private RunDuration() {}

    /** From creation to the end, or to the last sign of life. */
    public static Field<Long> micros() {
        return DSL.field(
                "timestampdiff(microsecond, {0}, {1})",
                SQLDataType.BIGINT, RUN.CREATED_AT, DSL.coalesce(RUN.FINISHED_AT, RUN.HEARTBEAT_AT));
    }
}
