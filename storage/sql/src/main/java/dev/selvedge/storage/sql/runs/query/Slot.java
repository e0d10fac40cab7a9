package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.RUN;

import dev.selvedge.storage.sql.schema.tables.RunValue;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/**
 * The primary key of {@code run_value}: the number of the key in the upper half, of the run in the lower.
 *
 * <p>One number instead of two columns because both databases then keep the rows in this order: all values of a key side by
 * side, which is what filters and orders read. With two columns H2 looks each row up again, in the order it was written.
 */
final class Slot {

    private static final int RUN_BITS = 32;

    private Slot() {}

    static long of(long key, long run) {
        if (run >>> RUN_BITS != 0 || key >>> (Long.SIZE - RUN_BITS - 1) != 0) {
            throw new IllegalStateException("No slot for key " + key + " of run " + run);
        }
        return key << RUN_BITS | run;
    }

    static long key(long slot) {
        return slot >>> RUN_BITS;
    }

    static long run(long slot) {
        return slot & ((1L << RUN_BITS) - 1);
    }

    /** All values of the key. */
    static Condition ofKey(RunValue values, long key) {
        return values.SLOT.between(of(key, 0), of(key, (1L << RUN_BITS) - 1));
    }

    /** The value that the run of the row has for the key. */
    static Condition ofRun(RunValue values, long key) {
        return values.SLOT.eq(DSL.inline(of(key, 0)).plus(RUN.ID));
    }
}
