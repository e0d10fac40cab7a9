package dev.selvedge.storage.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * Statements of one connection to the embedded database that need not be parsed again: that takes H2 longer than
 * changing a row. Only those that change or lock rows are kept. What only reads is parsed each time, because a kept query
 * hands out its last answer again where H2 overlooks a change (see {@link EmbeddedDatabase}); a query that locks never
 * does, and a change has no answer.
 */
final class KeptStatements {

    private static final int MOST = 64;

    private final SequencedMap<String, PreparedStatement> idle = new LinkedHashMap<>();

    static boolean mayKeep(String sql) {
        String text = sql.toLowerCase(Locale.ROOT);
        if (text.startsWith("select ")) {
            return text.endsWith(" for update") && text.indexOf("select", 1) < 0;
        }
        boolean changes = text.startsWith("insert ") || text.startsWith("update ") || text.startsWith("delete ");
        return changes && !text.contains("select");
    }

    /** Null when there is none that nobody uses. */
    PreparedStatement take(String sql) {
        return idle.remove(sql);
    }

    void giveBack(String sql, PreparedStatement statement) throws SQLException {
        statement.clearParameters();
        PreparedStatement other = idle.put(sql, statement);
        if (other != null) {
            other.close();
        }
        if (idle.size() > MOST) {
            idle.pollFirstEntry().getValue().close();
        }
    }
}
