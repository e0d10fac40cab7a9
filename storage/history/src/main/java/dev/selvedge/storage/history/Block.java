package dev.selvedge.storage.history;

import java.util.Map;

/** Rows that were stored together: a chunk or a segment. Rows are counted from the block's first. */
interface Block {

    long firstRow();

    long endRow();

    long firstStep();

    long lastStep();

    /** The values under a dotted key, null when there are none. */
    Column column(String key);

    /** Fetches what a series needs, where one thing can be fetched beside the other. */
    default void readAhead(String x, String y) {}

    /** Per dotted key, what holds all its values: see {@link StoredColumn#kindOf}. */
    Map<String, Byte> kinds();

    /** Tells the block from all others, for what is kept of it. */
    Object identity();

    BlockCache cache();

    /** The points of a series, summed up. */
    default SeriesTree tree(String x, String y) {
        return (SeriesTree) cache().get(new TreeOf(identity(), x, y), () -> SeriesTree.of(this, x, y));
    }

    default boolean hasTree(String x, String y) {
        return cache().holds(new TreeOf(identity(), x, y));
    }

    record TreeOf(Object block, String x, String y) {}

    /** Per dotted key. */
    Map<String, KeyStats> keys();

    /** Rows as JSON texts; of console lines, as they are stored. */
    RowTexts texts();

    interface RowTexts {

        /** Null for a number without a line; rows always have a text. */
        String text(int row);

        /** The lines of all rows as bytes, or null where they are not at hand as such. */
        default byte[] all() {
            return null;
        }
    }
}
