package dev.selvedge.storage.history;

import dev.selvedge.platform.Fault;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which columns a file of several runs has, and of what kind. */
final class ExportColumns {

    private static final int MOST = 20_000;
    private static final long GROUP_VALUES = 1_000_000;

    /**
     * Each column of each group takes room in memory until the footer leaves, whether it has values there or not: about
     * a kilobyte.
     */
    private static final long MOST_PARTS = 200_000;

    private final Set<String> wanted;
    private final Map<String, Byte> kinds = new TreeMap<>();
    private long values;
    private long rows;

    /** @param wanted empty = all */
    ExportColumns(List<String> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    /** Adds a run; returns where its rows end. */
    long add(View view) {
        long seen = 0;
        long end = Long.MIN_VALUE;
        for (Piece piece : view.pieces()) {
            seen += piece.isWhole() ? addWhole(piece.block()) : addRest(piece);
            if (kinds.size() > MOST) {
                throw Fault.tooLarge("These runs have more than " + MOST + " keys: choose some with \"key\"");
            }
            end = piece.endRow();
        }
        values += seen;
        rows += view.rows();
        return end;
    }

    private long addWhole(Block block) {
        block.kinds().forEach(this::add);
        long sum = 0;
        for (var key : block.keys().entrySet()) {
            if (isWanted(key.getKey())) {
                for (long count : key.getValue().types().values()) {
                    sum += count;
                }
            }
        }
        return sum;
    }

    /** What overwritten rows held is not in the file, so that it looks the same once they are gone. */
    private long addRest(Piece piece) {
        long sum = 0;
        for (String key : piece.block().kinds().keySet()) {
            Column column = isWanted(key) ? piece.block().column(key) : null;
            int from = column == null ? 0 : column.from(piece.from());
            int to = column == null ? 0 : column.from(piece.to());
            if (from < to) {
                add(key, StoredColumn.kindOf(column, from, to));
                sum += to - from;
            }
        }
        return sum;
    }

    private boolean isWanted(String key) {
        return wanted.isEmpty() || wanted.contains(key) || key.equals(Selection.STEP);
    }

    private void add(String key, byte kind) {
        if (isWanted(key)) {
            kinds.merge(key, kind, ExportColumns::common);
        }
    }

    /** What holds values of both kinds. A key that was null in one run is what it is in the others. */
    static byte common(byte one, byte other) {
        if (one == other || other == Kind.NULL) {
            return one;
        }
        if (one == Kind.NULL) {
            return other;
        }
        if (isWhole(one) && isWhole(other)) {
            return Kind.WIDE;
        }
        boolean numbers = (one == Kind.LONG && other == Kind.DOUBLE) || (one == Kind.DOUBLE && other == Kind.LONG);
        return numbers ? Kind.DOUBLE : Kind.JSON;
    }

    private static boolean isWhole(byte kind) {
        return kind == Kind.LONG || kind == Kind.WIDE;
    }

    /** The kind of the Parquet column that holds values of {@code kind}. */
    private static byte stored(byte kind) {
        return switch (kind) {
            case Kind.WIDE -> Kind.LONG;
            case Kind.NULL -> Kind.JSON;
            default -> kind;
        };
    }

    /** Whether a column of kind {@code stored} can hold all of these: rows may have been overwritten since it was chosen. */
    static boolean fits(Column column, byte stored) {
        return stored(common(StoredColumn.kindOf(column, 0, column.size()), stored)) == stored;
    }

    /** Many columns take long groups: each group has all of them. */
    long groupValues() {
        return Math.max(GROUP_VALUES, 200L * kinds.size());
    }

    Map<String, Byte> kinds() {
        long groups = 1 + values / groupValues() + rows / ExportFile.GROUP_ROWS;
        if (groups * kinds.size() > MOST_PARTS) {
            throw Fault.tooLarge("These runs have " + values + " values under " + kinds.size()
                    + " keys, too many for one file: choose keys with \"key\", or fewer runs");
        }
        Map<String, Byte> columns = new TreeMap<>();
        kinds.forEach((key, kind) -> columns.put(key, stored(kind)));
        return columns;
    }
}
