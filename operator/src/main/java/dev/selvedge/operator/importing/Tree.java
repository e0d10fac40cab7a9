package dev.selvedge.operator.importing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values as they were written, which may be of any form. */
record Tree(Map<String, Object> map) {

    static final Tree EMPTY = new Tree(Map.of());

    @SuppressWarnings("unchecked")
    static Tree of(Object value) {
        return value instanceof Map<?, ?> map ? new Tree((Map<String, Object>) map) : EMPTY;
    }

    Object get(String... path) {
        Object at = map;
        for (String each : path) {
            at = at instanceof Map<?, ?> inner ? inner.get(each) : null;
        }
        return at;
    }

    Tree tree(String... path) {
        return of(get(path));
    }

    Optional<String> text(String... path) {
        Object value = get(path);
        return value == null || value instanceof Map<?, ?> || value.toString().isBlank()
                ? Optional.empty()
                : Optional.of(value.toString());
    }

    List<Object> list(String... path) {
        return get(path) instanceof List<?> list ? List.copyOf(list) : List.of();
    }

    List<String> texts(String... path) {
        return list(path).stream().map(Object::toString).toList();
    }

    Map<String, String> labels(String... path) {
        Map<String, String> labels = new LinkedHashMap<>();
        tree(path).map().forEach((key, value) -> labels.put(key, String.valueOf(value)));
        return labels;
    }

    boolean empty() {
        return map.isEmpty();
    }
}
