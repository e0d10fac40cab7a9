package dev.selvedge.storage.history;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What sealing costs, in CPU of its thread, and what a point takes afterwards. A main of its own, no test. */
final class SegmentBench {

    private static final int ROWS = 5_000;
    private static final int KEYS = 20;
    private static final int CHUNK = 500;
    private static final int ROUNDS = 40;

    private enum Kind {
        /** All 52 bits of each double are random. */
        FULL_ENTROPY,
        /** A noisy loss computed in 32 bits, as training programs have it. */
        FLOAT32,
        /** A learning rate that changes every 200 steps. */
        STEPS,
        /** A noisy loss of four decimals. */
        ROUNDED
    }

    private final Random random = new Random(1);
    private final double[] values = new double[KEYS];

    public static void main(String[] arguments) {
        System.out.println("| values | bytes a point | decoding, CPU s per million | writing |\n|---|---|---|---|");
        for (Kind kind : Kind.values()) {
            new SegmentBench().run(kind);
        }
    }

    private void run(Kind kind) {
        List<byte[]> chunks = chunks(kind);
        double points = ROWS * (double) KEYS;
        double decoding = 0;
        double writing = 0;
        int size = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double begun = cpu();
            RowDecoder decoder = new RowDecoder();
            for (int i = 0; i < chunks.size(); i++) {
                decoder.addLines(chunks.get(i), i * CHUNK);
            }
            List<Column> columns = decoder.columns();
            double decoded = cpu();
            Map<String, String> facts = new HashMap<>(Map.of(SegmentFooter.VERSION, SegmentFooter.CURRENT_VERSION));
            size = SegmentWriter.bytes(columns, ROWS, facts).length;
            if (round >= ROUNDS / 2) {
                decoding += decoded - begun;
                writing += cpu() - decoded;
            }
        }
        double million = points * (ROUNDS - ROUNDS / 2) / 1e6;
        System.out.printf("| %s | %.2f | %.3f | %.3f |%n", kind, size / points, decoding / million, writing / million);
    }

    private List<byte[]> chunks(Kind kind) {
        List<byte[]> chunks = new ArrayList<>();
        for (int first = 0; first < ROWS; first += CHUNK) {
            StringBuilder text = new StringBuilder();
            for (int row = first; row < first + CHUNK; row++) {
                text.append('{');
                for (int key = 0; key < KEYS; key++) {
                    values[key] = value(kind, row, key);
                    text.append("\"metric_")
                            .append(key)
                            .append("\":")
                            .append(values[key])
                            .append(',');
                }
                text.append("\"_step\":").append(row).append(",\"_runtime\":").append(row * 0.1);
                text.append(",\"_timestamp\":").append(1.7e9 + row * 0.1).append("}\n");
            }
            chunks.add(text.toString().getBytes(US_ASCII));
        }
        return chunks;
    }

    private double value(Kind kind, int row, int key) {
        double loss = Math.exp(-row / 2000.0) + 0.05 * random.nextGaussian();
        return switch (kind) {
            case FULL_ENTROPY -> random.nextDouble();
            case FLOAT32 -> (float) loss;
            case STEPS -> row % 200 == 0 ? (float) (1e-3 * Math.pow(0.9, row / 200.0) * (key + 1)) : values[key];
            case ROUNDED -> Math.round(1e4 * loss) / 1e4;
        };
    }

    private static double cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }
}
