package dev.selvedge.wire.graphql.runs.history;

import dev.selvedge.domain.runs.history.ConsoleLine;
import dev.selvedge.domain.runs.history.ConsolePage;
import dev.selvedge.wire.graphql.Connection;
import java.util.List;

/** Console lines as a connection; a line's number is its cursor. */
record LogLines(List<Connection.Edge<LogLines.Line>> edges, Connection.PageInfo pageInfo) {

    record Line(String id, String label, long number, String timestamp, String level, String line) {
        static Line of(ConsoleLine line) {
            return new Line(
                    Long.toString(line.number()),
                    line.label(),
                    line.number(),
                    line.timestamp(),
                    line.level(),
                    line.line());
        }
    }

    static LogLines of(ConsolePage page) {
        List<Connection.Edge<Line>> edges = page.lines().stream()
                .map(line -> new Connection.Edge<>(Line.of(line), Long.toString(line.number())))
                .toList();
        String start = edges.isEmpty() ? null : edges.getFirst().cursor();
        String end = edges.isEmpty() ? null : edges.getLast().cursor();
        return new LogLines(edges, new Connection.PageInfo(end, page.hasLater(), page.hasEarlier(), start));
    }
}
