package dev.selvedge.wire.graphql.artifacts;

import dev.selvedge.domain.artifacts.Listing;
import dev.selvedge.platform.Page;
import dev.selvedge.wire.graphql.Connection;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * A connection that can say how many there are in all.
 *
 * @param total asked only when the query names {@code totalCount}
 */
record Counted<T>(List<Connection.Edge<T>> edges, Connection.PageInfo pageInfo, IntSupplier total) {

    static <T> Counted<T> of(Listing<T> listing) {
        return of(listing.page(), listing.total());
    }

    static <T> Counted<T> of(Page<T> page, IntSupplier total) {
        Connection<T> connection = Connection.of(page);
        return new Counted<>(connection.edges(), connection.pageInfo(), total);
    }

    static <T> Counted<T> none() {
        return of(Page.empty(), () -> 0);
    }

    /** All there is on one page. */
    static <T> Counted<T> whole(List<T> items) {
        return of(wholePage(items), items::size);
    }

    static <T> Page<T> wholePage(List<T> items) {
        return new Page<>(
                items,
                IntStream.range(0, items.size()).mapToObj(Integer::toString).toList(),
                false);
    }

    public int totalCount() {
        return total.getAsInt();
    }
}
