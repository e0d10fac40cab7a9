package dev.selvedge.storage.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Statements of one connection to the embedded database that need not be parsed again: that takes H2 longer than
 * changing a row. A kept query hands out its last answer again where H2 overlooks a change (see {@link EmbeddedDatabase}),
 * unless it locks rows, or may have another number of rows than the last time. So of the others only those are kept that
 * a {@link FixedStatement} asks again and again, each time with another limit that none of them reaches. They hold on to
 * their last answer, which therefore has to be small.
 */
final class KeptStatements {

    private static final int MOST = 96;

    private final SequencedMap<String, PreparedStatement> idle = new LinkedHashMap<>();
    private final Set<String> queries;
    private int uses;

    /** @param queries what may be kept though it only reads */
    KeptStatements(Set<String> queries) {
        this.queries = queries;
    }

    boolean isQuery(String sql) {
        return queries.contains(sql);
    }

    /** A select within the select would keep an answer of its own. */
    static boolean mayBeQuery(String sql) {
        return sql.startsWith("select ") && sql.indexOf("select", 1) < 0 && !sql.endsWith(" for update");
    }

    static boolean mayKeep(String sql) {
        String text = sql.toLowerCase(Locale.ROOT);
        if (text.startsWith("select ")) {
            return text.endsWith(" for update") && text.indexOf("select", 1) < 0;
        }
        boolean changes = text.startsWith("insert ") || text.startsWith("update ") || text.startsWith("delete ");
        return changes && !text.contains("select");
    }

    /** Null when there is none that nobody uses. */
    PreparedStatement take(String sql) throws SQLException {
        PreparedStatement statement = idle.remove(sql);
        if (statement != null && isQuery(sql)) {
            uses = (uses + 1) & 0xFFFF;
            statement.setMaxRows(Integer.MAX_VALUE - uses);
        }
        return statement;
    }

    void giveBack(String sql, PreparedStatement statement) throws SQLException {
        statement.clearParameters();
        statement.clearBatch();
        PreparedStatement other = idle.put(sql, statement);
        if (other != null) {
            other.close();
        }
        if (idle.size() > MOST) {
            idle.pollFirstEntry().getValue().close();
        }
    }
}
