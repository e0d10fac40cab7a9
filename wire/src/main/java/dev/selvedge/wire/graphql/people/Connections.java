package dev.selvedge.wire.graphql.people;

import dev.selvedge.platform.Page;
import dev.selvedge.wire.graphql.Connection;
import java.util.List;
import java.util.function.Function;

/** Short lists that leave in one page, in the shape of paged ones. */
final class Connections {

    private Connections() {}

    static <T> Connection<T> whole(List<T> items, Function<T, String> cursor) {
        return Connection.of(new Page<>(items, items.stream().map(cursor).toList(), false));
    }
}
