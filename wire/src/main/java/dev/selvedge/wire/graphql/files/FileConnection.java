package dev.selvedge.wire.graphql.files;

import dev.selvedge.platform.Page;
import dev.selvedge.wire.graphql.Connection;
import java.util.List;

/** {@code FileConnection} of the contract. */
public record FileConnection(
        long totalCount,
        List<Connection.Edge<FileNode>> edges,
        Connection.PageInfo pageInfo,
        List<String> uploadHeaders) {

    public static FileConnection of(Page<? extends FileNode> page, long totalCount) {
        Connection<FileNode> connection = Connection.of(page.map(FileNode.class::cast));
        return new FileConnection(totalCount, connection.edges(), connection.pageInfo(), List.of());
    }
}
