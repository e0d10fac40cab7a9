package dev.selvedge.server.doctor;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/** What {@code /metrics} of one server said: values by name and labels, as they stand in the text. */
record Metrics(Map<String, Double> values) {

    static Metrics of(String text) {
        Map<String, Double> values = new HashMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            // a label may hold spaces, a value never; no time follows it in what a server says
            int end = line.lastIndexOf(' ');
            if (end > 0) {
                values.put(line.substring(0, end), Double.parseDouble(line.substring(end + 1)));
            }
        });
        return new Metrics(values);
    }

    /** Of the one without labels; NaN where there is none. */
    double value(String name) {
        return values.getOrDefault(name, Double.NaN);
    }

    double labelled(String name, String label) {
        return matching(name, labels -> labels.contains(label)).max().orElse(Double.NaN);
    }

    double sum(String name) {
        return matching(name, labels -> true).sum();
    }

    OptionalDouble max(String name) {
        return matching(name, labels -> true).max();
    }

    private DoubleStream matching(String name, Predicate<String> labels) {
        return values.entrySet().stream()
                .filter(each -> each.getKey().startsWith(name + "{") && labels.test(each.getKey()))
                .mapToDouble(Map.Entry::getValue);
    }
}
