package dev.selvedge.storage.history;

import java.util.Random;

/** Rows of every shape a client may send. */
final class RowMaker {

    private static final String[] NAMES = {"loss", "a", "b", "a.b", "x y", "é\\\"", "_type2", "c"};

    private final Random random;

    RowMaker(Random random) {
        this.random = random;
    }

    String row(int step) {
        StringBuilder out = new StringBuilder("{\"_step\":").append(step);
        if (random.nextInt(5) > 0) {
            out.append(",\"loss\":").append(random.nextDouble());
        }
        int first = 1 + random.nextInt(3);
        for (int i = first; i < NAMES.length; i += 1 + random.nextInt(3)) {
            out.append(",\"").append(NAMES[i]).append("\":").append(value(3));
        }
        return out.append('}').toString();
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 16 : 12)) {
            case 0 -> "null";
            case 1 -> Integer.toString(random.nextInt(5));
            case 2 -> Long.toString(random.nextLong());
            case 3 -> "NaN";
            case 4 -> random.nextBoolean() ? "Infinity" : "-Infinity";
            case 5 -> Boolean.toString(random.nextBoolean());
            case 6 -> "\"text " + random.nextInt(3) + "\\n\"";
            case 7 -> "1" + "0".repeat(20 + random.nextInt(5));
            case 8 -> random.nextInt(100) + ".0";
            case 9, 10, 11 -> Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
            case 12 -> "[" + value(depth - 1) + "," + value(depth - 1) + "]";
            case 13 -> "{\"_type\":\"html-file\",\"size\":" + value(0) + "}";
            case 14 -> "{}";
            default -> "{\"p\":" + value(depth - 1) + ",\"q.r\":" + value(depth - 1) + "}";
        };
    }
}
