package dev.selvedge.storage.sql.runs.query;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.query.RunField;
import dev.selvedge.domain.runs.query.RunQuery;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.filter.Filter;
import dev.selvedge.storage.sql.Database;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;

/** Answers questions about values in memory, where the columns they need fit into it. */
final class RunFrames {

    static final long MAX_BYTES = Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 16);

    private final Database database;
    private final RunColumns columns;
    private final Comparator<String> texts;

    RunFrames(Database database, long maxBytes) {
        this.database = database;
        this.columns = new RunColumns(database, maxBytes);
        this.texts = database.engine().isShared() ? RunFrames::byCodePoints : Comparator.naturalOrder();
    }

    /**
     * Empty where the database has to answer: what is asked for is too large, or belongs to a transaction that may have
     * changed what others do not see yet.
     */
    Optional<RunFrame> of(
            ProjectId project,
            IndexRevision revision,
            Collection<RunField.Value> values,
            ValueKeys keys,
            Function<Filter<RunField>, LongStream> asked) {
        if (database.isInTransaction()) {
            return Optional.empty();
        }
        Optional<long[]> runs = columns.runs(project, revision);
        Map<RunField.Value, ValueColumn> found = new HashMap<>();
        for (RunField.Value value : values) {
            Optional<ValueKeys.Key> key = keys.of(value);
            Optional<ValueColumn> column =
                    key.flatMap(known -> runs.flatMap(all -> columns.column(project, known.id(), revision)));
            if (key.isPresent() && column.isEmpty()) {
                return Optional.empty();
            }
            column.ifPresent(known -> found.put(value, known));
        }
        return runs.map(all -> new RunFrame(all, found, asked));
    }

    Page<RunId> page(RunFrame frame, RunQuery query) {
        return new FrameOrder(frame, query.order(), texts)
                .page(frame.matching(query.filter()), query.first(), query.after());
    }

    /** As {@code utf8mb4_bin}; {@code compareTo} puts characters beyond the first plane before some that are in it. */
    private static int byCodePoints(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char one = a.charAt(i);
            char other = b.charAt(i);
            if (one != other) {
                return Character.isSurrogate(one) == Character.isSurrogate(other)
                        ? Character.compare(one, other)
                        : Boolean.compare(Character.isSurrogate(one), Character.isSurrogate(other));
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
