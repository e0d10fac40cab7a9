package dev.selvedge.wire.graphql;

import dev.selvedge.platform.Page;
import java.util.ArrayList;
import java.util.List;

/** A page in the shape of the contract: {@code edges{node cursor} pageInfo}. */
public record Connection<T>(List<Edge<T>> edges, PageInfo pageInfo) {

    public record Edge<T>(T node, String cursor) {}

    /** Clients go on from the last edge's cursor or from {@code endCursor}, so the two are the same. */
    public record PageInfo(String endCursor, boolean hasNextPage, boolean hasPreviousPage, String startCursor) {}

    public static <T> Connection<T> of(Page<T> page) {
        List<Edge<T>> edges = new ArrayList<>(page.items().size());
        for (int i = 0; i < page.items().size(); i++) {
            edges.add(new Edge<>(page.items().get(i), page.cursors().get(i)));
        }
        String start = page.cursors().isEmpty() ? null : page.cursors().getFirst();
        return new Connection<>(edges, new PageInfo(page.endCursor(), page.hasNext(), false, start));
    }
}
