package dev.selvedge.wire.graphql.runs.query;

import dev.selvedge.domain.runs.Run;
import dev.selvedge.platform.Page;
import dev.selvedge.wire.graphql.Connection;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * {@code RunConnection} of the contract.
 *
 * @param total asked only where {@code totalCount} is
 */
public record RunConnection(List<Connection.Edge<Run>> edges, Connection.PageInfo pageInfo, LongSupplier total) {

    public static RunConnection of(Page<Run> page, LongSupplier total) {
        Connection<Run> connection = Connection.of(page);
        return new RunConnection(connection.edges(), connection.pageInfo(), total);
    }

    public long totalCount() {
        return total.getAsLong();
    }
}
