package dev.selvedge.domain.sweeps.search;

import java.util.List;

/**
 * One leaf of the search space.
 *
 * @param path names from the outside in; more than one for parameters nested in {@code parameters} groups
 */
record Parameter(List<String> path, Distribution distribution) {

    Parameter {
        path = List.copyOf(path);
    }

    boolean searched() {
        return !(distribution instanceof Distribution.Constant);
    }

    String name() {
        return String.join(".", path);
    }
}
