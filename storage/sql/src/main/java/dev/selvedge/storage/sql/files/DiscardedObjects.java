package dev.selvedge.storage.sql.files;

import static dev.selvedge.storage.sql.schema.Tables.RUN_FILE_DISCARDED;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jooq.DSLContext;

/** Objects to remove, written in the transaction that stopped referring to them. */
final class DiscardedObjects {

    private final DSLContext sql;

    DiscardedObjects(DSLContext sql) {
        this.sql = sql;
    }

    void add(Collection<String> keys, Instant notBefore) {
        for (String key : new LinkedHashSet<>(keys)) {
            sql.insertInto(RUN_FILE_DISCARDED)
                    .set(RUN_FILE_DISCARDED.OBJECT_KEY, key)
                    .set(RUN_FILE_DISCARDED.NOT_BEFORE, notBefore)
                    .onDuplicateKeyIgnore()
                    .execute();
        }
    }

    List<String> due(Instant now, int limit) {
        return sql.select(RUN_FILE_DISCARDED.OBJECT_KEY)
                .from(RUN_FILE_DISCARDED)
                .where(RUN_FILE_DISCARDED.NOT_BEFORE.le(now))
                .orderBy(RUN_FILE_DISCARDED.NOT_BEFORE)
                .limit(limit)
                .fetch(RUN_FILE_DISCARDED.OBJECT_KEY);
    }

    void remove(Collection<String> keys) {
        if (!keys.isEmpty()) {
            sql.deleteFrom(RUN_FILE_DISCARDED)
                    .where(RUN_FILE_DISCARDED.OBJECT_KEY.in(keys))
                    .execute();
        }
    }
}
