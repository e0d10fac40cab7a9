package dev.selvedge.domain.sweeps.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All parameters of a sweep, sorted by name as the open engine does, so that a grid walks in the same order. */
public final class ParameterSpace {

    private final List<Parameter> parameters;
    private final List<Parameter> searched;

    ParameterSpace(List<Parameter> parameters) {
        this.parameters = List.copyOf(parameters);
        this.searched = parameters.stream().filter(Parameter::searched).toList();
    }

    List<Parameter> all() {
        return parameters;
    }

    List<Parameter> searched() {
        return searched;
    }

    int dimensions() {
        return searched.size();
    }

    /** A run's configuration from a value per searched parameter: {@code {"lr":{"value":0.1}}}, constants included. */
    Map<String, Object> configuration(List<Object> searchedValues) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        int next = 0;
        for (Parameter parameter : parameters) {
            Object value = parameter.searched()
                    ? searchedValues.get(next++)
                    : ((Distribution.Constant) parameter.distribution()).value();
            put(configuration, parameter.path(), value);
        }
        return configuration;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> configuration, List<String> path, Object value) {
        // only the outermost name is wrapped in {"value": …}
        Map<String, Object> wrapper =
                (Map<String, Object>) configuration.computeIfAbsent(path.getFirst(), name -> new LinkedHashMap<>());
        if (path.size() == 1) {
            wrapper.put("value", value);
            return;
        }
        Map<String, Object> group =
                (Map<String, Object>) wrapper.computeIfAbsent("value", name -> new LinkedHashMap<>());
        for (String name : path.subList(1, path.size() - 1)) {
            group = (Map<String, Object>) group.computeIfAbsent(name, n -> new LinkedHashMap<>());
        }
        group.put(path.getLast(), value);
    }

    /** What a run used for {@code parameter}, or {@link #MISSING}. */
    static Object valueIn(Map<String, Object> configuration, Parameter parameter) {
        Object current = configuration.get(parameter.path().getFirst());
        if (!(current instanceof Map<?, ?> wrapper) || !wrapper.containsKey("value")) {
            return MISSING;
        }
        current = wrapper.get("value");
        for (String name : parameter.path().subList(1, parameter.path().size())) {
            if (!(current instanceof Map<?, ?> group) || !group.containsKey(name)) {
                return MISSING;
            }
            current = group.get(name);
        }
        return current;
    }

    static final Object MISSING = new Object();

    /** A run's coordinates in the unit cube; NaN where it has no usable value. */
    double[] coordinates(Map<String, Object> configuration) {
        double[] coordinates = new double[searched.size()];
        for (int i = 0; i < coordinates.length; i++) {
            Object value = valueIn(configuration, searched.get(i));
            coordinates[i] = value == MISSING
                    ? Double.NaN
                    : searched.get(i).distribution().cdf(value);
        }
        return coordinates;
    }

    Map<String, Object> at(double[] coordinates) {
        Object[] values = new Object[coordinates.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = searched.get(i).distribution().quantile(coordinates[i]);
        }
        return configuration(java.util.Arrays.asList(values));
    }
}
