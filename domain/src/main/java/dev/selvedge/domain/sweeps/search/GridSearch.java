package dev.selvedge.domain.sweeps.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every combination once, the last parameter turning fastest. */
final class GridSearch {

    private GridSearch() {}

    static long size(ParameterSpace space) {
        long size = 1;
        for (Parameter parameter : space.searched()) {
            size = Math.multiplyExact(size, values(parameter).size());
        }
        return size;
    }

    static Optional<Map<String, Object>> next(ParameterSpace space, List<ObservedRun> runs) {
        List<List<Object>> axes =
                space.searched().stream().map(GridSearch::values).toList();
        Set<List<Object>> seen = new HashSet<>();
        for (ObservedRun run : runs) {
            seen.add(signature(space, axes, run.configuration()));
        }
        int[] odometer = new int[axes.size()];
        do {
            List<Object> values = new ArrayList<>(odometer.length);
            List<Object> signature = new ArrayList<>(odometer.length);
            for (int i = 0; i < odometer.length; i++) {
                values.add(axes.get(i).get(odometer[i]));
                signature.add(JsonValues.canonical(values.get(i)));
            }
            if (!seen.contains(signature)) {
                return Optional.of(space.configuration(values));
            }
        } while (advance(odometer, axes));
        return Optional.empty();
    }

    private static boolean advance(int[] odometer, List<List<Object>> axes) {
        for (int i = odometer.length - 1; i >= 0; i--) {
            if (++odometer[i] < axes.get(i).size()) {
                return true;
            }
            odometer[i] = 0;
        }
        return false;
    }

    private static List<Object> signature(
            ParameterSpace space, List<List<Object>> axes, Map<String, Object> configuration) {
        List<Object> signature = new ArrayList<>();
        for (int i = 0; i < axes.size(); i++) {
            Object value =
                    ParameterSpace.valueIn(configuration, space.searched().get(i));
            signature.add(
                    value == ParameterSpace.MISSING ? value : JsonValues.canonical(withoutExtras(value, axes.get(i))));
        }
        return signature;
    }

    /** Programs add keys of their own to dict-valued parameters; only keys that the grid names tell points apart. */
    private static Object withoutExtras(Object value, List<Object> axis) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Set<Object> known = new HashSet<>();
        for (Object candidate : axis) {
            if (candidate instanceof Map<?, ?> keys) {
                known.addAll(keys.keySet());
            }
        }
        Map<Object, Object> kept = new LinkedHashMap<>();
        map.forEach((key, item) -> {
            if (known.contains(key)) {
                kept.put(key, item);
            }
        });
        return kept;
    }

    /** Distinct values of an axis, in order. */
    static List<Object> values(Parameter parameter) {
        List<Object> raw = switch (parameter.distribution()) {
            case Distribution.Categorical(List<Object> values, double[] ignored, boolean weighted)
            when !weighted -> values;
            case Distribution.IntUniform(long min, long max) -> wholeNumbers(parameter, min, max);
            case Distribution.Quantized(
                    Distribution.Transformed(double low, double high, Distribution.Transformed.Transform transform),
                    double q,
                    boolean whole)
            when transform == Distribution.Transformed.Transform.IDENTITY -> multiples(parameter, low, high, q, whole);
            default ->
                throw new IllegalArgumentException("Parameter " + parameter.name()
                        + " cannot be used in a grid: it needs values, int_uniform or q_uniform");
        };
        Set<Object> seen = new HashSet<>();
        return raw.stream()
                .filter(value -> seen.add(JsonValues.canonical(value)))
                .toList();
    }

    private static final int MAX_AXIS = 1_000_000;

    private static List<Object> wholeNumbers(Parameter parameter, long min, long max) {
        if (max - min >= MAX_AXIS) {
            throw new IllegalArgumentException("Parameter " + parameter.name() + " has too many values for a grid");
        }
        List<Object> values = new ArrayList<>();
        for (long value = min; value <= max; value++) {
            values.add(value);
        }
        return values;
    }

    private static List<Object> multiples(Parameter parameter, double low, double high, double q, boolean whole) {
        if ((high - low) / q > MAX_AXIS) {
            throw new IllegalArgumentException("Parameter " + parameter.name() + " has too many values for a grid");
        }
        List<Object> values = new ArrayList<>();
        int count = (int) Math.ceil((high - low) / q);
        for (int i = 0; i < count; i++) {
            double value = low + i * q;
            values.add(whole && value == Math.rint(value) ? (Object) (long) value : (Object) value);
        }
        return values;
    }
}
