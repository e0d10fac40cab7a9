package dev.selvedge.storage.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesTreeTest {

    private static final int VALUES = 3_001;
    private static final double[] ODD = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0};

    private final Random random = new Random(7);

    @Test
    void columnsThatStandSideBySideAreSummedUpAsAnyOthers() {
        Column steps = new Column(List.of("x"), VALUES + 5, null, null, Kind.LONG, Bits.even(7, 3), null);
        for (Column x : List.of(steps, doubles("x", 20), doubles("x", 1))) {
            for (Column y : List.of(doubles("y", 20), doubles("y", 1), flags())) {
                assertThat(groups(x, y)).isEqualTo(groups(x, withRows(y)));
            }
        }
    }

    private Column flags() {
        return new Column(
                List.of("y"),
                VALUES,
                null,
                null,
                Kind.BOOLEAN,
                Bits.of(random.longs(VALUES, 0, 2).toArray()),
                null);
    }

    /** @param odd one in so many is none that can be drawn */
    private Column doubles(String name, int odd) {
        long[] bits = new long[VALUES];
        for (int i = 0; i < VALUES; i++) {
            double value = random.nextInt(odd) == 0 ? ODD[random.nextInt(ODD.length)] : random.nextGaussian();
            bits[i] = Double.doubleToRawLongBits(value);
        }
        return new Column(List.of(name), VALUES, null, null, Kind.DOUBLE, Bits.of(bits), null);
    }

    /** The same values, each of which names its row. */
    private static Column withRows(Column column) {
        return new Column(
                column.path(),
                column.size(),
                IntStream.range(0, column.size()).toArray(),
                null,
                column.kind(),
                column.bits(),
                null);
    }

    private static List<List<Object>> groups(Column x, Column y) {
        Block block = new Columns(Map.of("x", x, "y", y));
        List<List<Object>> seen = new ArrayList<>();
        SeriesTree.of(block, "x", "y").visit(new Piece(block, 0, VALUES), "x", "y", new SeriesTree.Visitor() {
            @Override
            public boolean group(SeriesTree.Level level, int group) {
                seen.add(List.of(
                        level.count[group],
                        level.numbers[group],
                        level.xMin[group],
                        level.xMax[group],
                        level.xLast[group],
                        level.yMin[group],
                        level.yMax[group],
                        level.yLast[group],
                        level.ySum[group]));
                return false;
            }

            @Override
            public void point(double atX, double atY) {
                seen.add(List.of(atX, atY));
            }
        });
        return seen;
    }

    private record Columns(Map<String, Column> byKey) implements Block {

        @Override
        public long firstRow() {
            return 0;
        }

        @Override
        public long endRow() {
            return VALUES;
        }

        @Override
        public long firstStep() {
            return 0;
        }

        @Override
        public long lastStep() {
            return VALUES;
        }

        @Override
        public Column column(String key) {
            return byKey.get(key);
        }

        @Override
        public Map<String, Byte> kinds() {
            return Map.of();
        }

        @Override
        public Object identity() {
            return this;
        }

        @Override
        public BlockCache cache() {
            return null;
        }

        @Override
        public Map<String, KeyStats> keys() {
            return Map.of();
        }

        @Override
        public RowTexts texts() {
            return row -> null;
        }
    }
}
