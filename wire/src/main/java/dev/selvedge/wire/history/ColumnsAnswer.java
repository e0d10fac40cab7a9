package dev.selvedge.wire.history;

import dev.selvedge.domain.runs.history.AggregatedSeries;
import dev.selvedge.domain.runs.history.BucketedSeries;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * {@code application/vnd.selvedge.columns}: "SVC1", the header's length, a JSON header, then columns of numbers that a
 * browser uses as typed arrays without copying. Little endian; every column begins at a multiple of 8.
 */
final class ColumnsAnswer {

    static final String CONTENT_TYPE = "application/vnd.selvedge.columns";

    private static final byte[] MAGIC = "SVC1".getBytes(StandardCharsets.US_ASCII);

    private final StringBuilder header = new StringBuilder("{\"series\":[");
    private final StringBuilder groups = new StringBuilder();
    private final List<double[]> columns = new ArrayList<>();
    private final List<Boolean> single = new ArrayList<>();
    private int dataSize;
    private boolean first = true;

    void add(String run, String key, BucketedSeries series) {
        header.append(first ? "" : ",").append("{\"run\":");
        first = false;
        quote(header, run);
        header.append(",\"key\":");
        quote(header, key);
        header.append(",\"count\":").append(series.count());
        header.append(",\"rows\":").append(series.rows());
        header.append(",\"exact\":").append(series.exact());
        header.append(",\"version\":");
        quote(header, series.version());
        if (series.unchanged()) {
            header.append(",\"unchanged\":true");
        }
        if (series.damage() != null) {
            header.append(",\"damaged\":");
            quote(header, series.damage());
        }
        header.append(",\"xMin\":").append(number(series.xMin()));
        header.append(",\"xMax\":").append(number(series.xMax()));
        header.append(",\"columns\":{");
        if (series.count() > 0) {
            addColumns(series);
        }
        header.append("}}");
    }

    void addGroup(String group, AggregatedSeries series) {
        groups.append(groups.isEmpty() ? "" : ",").append("{\"group\":");
        quote(groups, group);
        groups.append(",\"runs\":").append(series.runs());
        groups.append(",\"count\":").append(series.size());
        groups.append(",\"rows\":").append(series.rows());
        groups.append(",\"exact\":").append(series.exact());
        if (series.damage() != null) {
            groups.append(",\"damaged\":");
            quote(groups, series.damage());
        }
        groups.append(",\"columns\":{");
        if (series.size() > 0) {
            describe(groups, "x", place(series.x(), false), false);
            addGroupColumn("mean", series.mean());
            addGroupColumn("median", series.median());
            addGroupColumn("min", series.min());
            addGroupColumn("max", series.max());
            addGroupColumn("std", series.std());
            addGroupColumn("stderr", series.stderr());
            addGroupColumn("runs", series.count());
        }
        groups.append("}}");
    }

    private void addGroupColumn(String name, double[] values) {
        boolean narrow = isNarrow(values);
        describe(groups.append(','), name, place(values, narrow), narrow);
    }

    private void addColumns(BucketedSeries series) {
        describe(header, "x", place(series.x(), false), false);
        boolean narrow = isNarrow(series.last()) && isNarrow(series.min()) && isNarrow(series.max());
        int last = place(series.last(), narrow);
        header.append(',');
        describe(header, "last", last, narrow);
        header.append(',');
        describe(header, "min", series.min() == series.last() ? last : place(series.min(), narrow), narrow);
        header.append(',');
        describe(header, "max", series.max() == series.last() ? last : place(series.max(), narrow), narrow);
        if (series.smoothed() != null) {
            header.append(',');
            describe(header, "smoothed", place(series.smoothed(), false), false);
        }
    }

    private static void describe(StringBuilder to, String name, int offset, boolean narrow) {
        to.append('"').append(name).append("\":{\"offset\":").append(offset);
        to.append(",\"type\":\"").append(narrow ? "f32" : "f64").append("\"}");
    }

    private int place(double[] values, boolean narrow) {
        int offset = dataSize;
        columns.add(values);
        single.add(narrow);
        dataSize = Math.addExact(dataSize, aligned(values.length * (narrow ? 4 : 8)));
        return offset;
    }

    byte[] bytes() {
        header.append("],\"groups\":[").append(groups).append("]}");
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        int headerSize = aligned(8 + json.length) - 8;
        ByteBuffer out = ByteBuffer.allocate(8 + headerSize + dataSize).order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).putInt(headerSize).put(json);
        while (out.position() < 8 + headerSize) {
            out.put((byte) ' ');
        }
        for (int i = 0; i < columns.size(); i++) {
            write(out, columns.get(i), single.get(i));
        }
        return out.array();
    }

    private static void write(ByteBuffer out, double[] values, boolean narrow) {
        int end = out.position() + aligned(values.length * (narrow ? 4 : 8));
        for (double value : values) {
            if (narrow) {
                out.putFloat((float) value);
            } else {
                out.putDouble(value);
            }
        }
        out.position(end);
    }

    /** Half the bytes where they say the same. */
    private static boolean isNarrow(double[] values) {
        for (double value : values) {
            if ((float) value != value && !Double.isNaN(value)) {
                return false;
            }
        }
        return true;
    }

    private static int aligned(int size) {
        return (size + 7) & ~7;
    }

    /** A series without points has no bounds, and JSON no NaN. */
    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "null";
    }

    private static void quote(StringBuilder to, String text) {
        to.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, to);
        to.append('"');
    }
}
