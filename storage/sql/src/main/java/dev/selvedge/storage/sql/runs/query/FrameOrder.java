package dev.selvedge.storage.sql.runs.query;

import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.query.RunField;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.filter.OrderKey;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Pages of a {@link RunFrame}, in the order and with the cursors of {@link RunOrder}. */
final class FrameOrder {

    /** Columns of a value in a cursor: kind, number, text. */
    private static final int WIDTH = 3;

    private static final Value MISSING = new Value((byte) 0, 0, null);

    private final RunFrame frame;
    private final List<Key> keys = new ArrayList<>();
    private final Comparator<String> texts;
    private final boolean ascending;
    private final int hash;

    /** A value that has an order, or the missing one, of kind 0. */
    private record Value(byte kind, double num, String str) {
        boolean isMissing() {
            return kind == 0;
        }
    }

    private record Key(ValueColumn column, int[] byPlace, boolean ascending) {
        Value at(int place) {
            int index = byPlace[place];
            if (index < 0 || column.kind(index).code() > ValueKind.LAST_ORDERED) {
                return MISSING;
            }
            return new Value(column.kind(index).code(), column.num(index), column.str(index));
        }
    }

    /**
     * @param order of values only
     * @param texts the order of texts in the database, which answers other pages of the same list
     */
    FrameOrder(RunFrame frame, List<OrderKey<RunField>> order, Comparator<String> texts) {
        this.frame = frame;
        this.texts = texts;
        this.hash = RunOrder.hash(order);
        this.ascending = order.isEmpty() || order.getFirst().ascending();
        for (OrderKey<RunField> key : order) {
            frame.column((RunField.Value) key.key())
                    .ifPresent(column -> keys.add(new Key(column, frame.valuesByPlace(column), key.ascending())));
        }
    }

    Page<RunId> page(BitSet matching, int first, String after) {
        Position from = after == null || after.isEmpty()
                ? null
                : position(Cursor.decode(after, hash).values());
        PriorityQueue<Integer> best = new PriorityQueue<>(((Comparator<Integer>) this::compare).reversed());
        for (int place = matching.nextSetBit(0); place >= 0; place = matching.nextSetBit(place + 1)) {
            if (from == null || compare(from, place) < 0) {
                if (best.size() <= first) {
                    best.add(place);
                } else if (compare(place, best.peek()) < 0) {
                    best.poll();
                    best.add(place);
                }
            }
        }
        List<Integer> found = best.stream().sorted(this::compare).toList();
        List<Integer> page = found.subList(0, Math.min(first, found.size()));
        return new Page<>(
                page.stream().map(place -> new RunId(frame.run(place))).toList(),
                page.stream().map(this::cursor).toList(),
                found.size() > first && first > 0);
    }

    private int compare(int a, int b) {
        for (Key key : keys) {
            int compared = compare(key.at(a), key.at(b), key.ascending());
            if (compared != 0) {
                return compared;
            }
        }
        return compareRuns(frame.run(a), frame.run(b));
    }

    private int compareRuns(long a, long b) {
        return ascending ? Long.compare(a, b) : Long.compare(b, a);
    }

    private int compare(Value a, Value b, boolean up) {
        if (a.isMissing() || b.isMissing()) {
            return Boolean.compare(a.isMissing(), b.isMissing());
        }
        int compared = Byte.compare(a.kind(), b.kind());
        if (compared == 0) {
            compared = Double.compare(a.num(), b.num());
        }
        if (compared == 0 && a.str() != null && b.str() != null) {
            compared = texts.compare(a.str(), b.str());
        }
        return up ? compared : -compared;
    }

    /** Where a page ended; the run need not be there any more. */
    private record Position(List<Value> values, long run) {}

    private int compare(Position position, int place) {
        for (int i = 0; i < keys.size(); i++) {
            int compared = compare(
                    position.values().get(i), keys.get(i).at(place), keys.get(i).ascending());
            if (compared != 0) {
                return compared;
            }
        }
        return compareRuns(position.run(), frame.run(place));
    }

    private Position position(List<Object> values) {
        try {
            List<Value> own = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                Byte kind = (Byte) values.get(i * WIDTH);
                Double num = (Double) values.get(i * WIDTH + 1);
                String str = (String) values.get(i * WIDTH + 2);
                own.add(kind == null ? MISSING : new Value(kind, num == null ? 0 : num, str));
            }
            return new Position(own, (Long) values.get(keys.size() * WIDTH));
        } catch (ClassCastException | IndexOutOfBoundsException | NullPointerException e) {
            throw Fault.invalid("The cursor is not one of this list");
        }
    }

    private String cursor(int place) {
        List<Object> values = new ArrayList<>();
        for (Key key : keys) {
            Value value = key.at(place);
            values.add(value.isMissing() ? null : value.kind());
            values.add(value.isMissing() || value.kind() == ValueKind.TEXT.code() ? null : value.num());
            values.add(value.str());
        }
        values.add(frame.run(place));
        return new Cursor(hash, values).encode();
    }
}
