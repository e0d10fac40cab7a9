package dev.selvedge.storage.sql;

import static dev.selvedge.storage.sql.schema.Tables.ARTIFACT;
import static dev.selvedge.storage.sql.schema.Tables.ARTIFACT_BLOB;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_SEGMENT;
import static dev.selvedge.storage.sql.schema.Tables.RUN_FILE;

import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.objects.PlacedKey;
import dev.selvedge.storage.sql.schema.DefaultSchema;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.Table;

/** What the database says is in the object store: for whoever checks that it is. */
public final class ObjectReferences {

    /** MySQL's driver keeps a whole answer in memory unless it is told this. */
    private static final int ROW_BY_ROW = Integer.MIN_VALUE;

    private final DSLContext sql;

    public ObjectReferences(Database database) {
        this(database.sql());
    }

    public ObjectReferences(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * @param key of the object
     * @param size -1 when the database does not know it
     * @param what it is, for people
     */
    public record Reference(String key, long size, String what) {}

    /** Every object that something refers to; never more than a few in memory. */
    public void each(Consumer<Reference> consumer) {
        segments(consumer);
        runFiles(consumer);
        artifacts(consumer);
    }

    private void segments(Consumer<Reference> consumer) {
        read(
                sql.select(HISTORY_SEGMENT.OBJECT_KEY, HISTORY_SEGMENT.SIZE_BYTES, HISTORY_SEGMENT.HISTORY_ID)
                        .from(HISTORY_SEGMENT),
                row -> consumer.accept(new Reference(row.value1(), row.value2(), "rows of history " + row.value3())));
    }

    private void runFiles(Consumer<Reference> consumer) {
        read(
                sql.select(RUN_FILE.OBJECT_KEY, RUN_FILE.SIZE_BYTES, RUN_FILE.RUN_ID, RUN_FILE.NAME)
                        .from(RUN_FILE)
                        .where(RUN_FILE.OBJECT_KEY.isNotNull()),
                row -> consumer.accept(
                        new Reference(row.value1(), row.value2(), "file " + row.value4() + " of run " + row.value3())));
    }

    private void artifacts(Consumer<Reference> consumer) {
        read(
                sql.select(
                                ARTIFACT_BLOB.PROJECT_ID,
                                ARTIFACT_BLOB.BIRTH_ARTIFACT_ID,
                                ARTIFACT_BLOB.DIGEST,
                                ARTIFACT_BLOB.SIZE,
                                ARTIFACT.PLACE_ID)
                        .from(ARTIFACT_BLOB)
                        .leftJoin(ARTIFACT)
                        .on(ARTIFACT.ID.eq(ARTIFACT_BLOB.BIRTH_ARTIFACT_ID)),
                row -> consumer.accept(new Reference(
                        key(row.value5(), row.value1() + "/" + row.value2() + "/" + row.value3()),
                        row.value4(),
                        "content of artifact version " + row.value2())));
        read(
                sql.select(ARTIFACT.PROJECT_ID, ARTIFACT.ID, ARTIFACT.PLACE_ID)
                        .from(ARTIFACT)
                        .where(ARTIFACT.STATE.eq("COMMITTED"), ARTIFACT.PURGED_AT.isNull()),
                row -> consumer.accept(new Reference(
                        key(row.value3(), row.value1() + "/" + row.value2() + "/manifest.json"),
                        -1,
                        "manifest of artifact version " + row.value2())));
    }

    private static String key(Long place, String name) {
        return PlacedKey.of(Optional.ofNullable(place).map(PlaceId::new), "wandb_artifacts/" + name);
    }

    private <R extends Record> void read(ResultQuery<R> query, Consumer<R> consumer) {
        int atOnce = sql.dialect() == SQLDialect.H2 ? 1000 : ROW_BY_ROW;
        try (Cursor<R> rows = query.fetchSize(atOnce).fetchLazy()) {
            for (R row : rows) {
                consumer.accept(row);
            }
        }
    }

    /** Rows by table, to compare an installation with its copy. */
    public Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        for (Table<?> table : DefaultSchema.DEFAULT_SCHEMA.getTables()) {
            rows.put(table.getName().toLowerCase(Locale.ROOT), (long) sql.fetchCount(table));
        }
        return rows;
    }
}
