package dev.selvedge.storage.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Texts are whole Unicode. Columns that are never compared take the database's encoding, so that must be it. */
final class Encoding {

    private Encoding() {}

    static void check(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String encoding;
            try (var answer = statement.executeQuery("select @@character_set_database")) {
                answer.next();
                encoding = answer.getString(1);
            }
            if (encoding.equals("utf8mb4")) {
                return;
            }
            boolean empty;
            try (var tables = statement.executeQuery(
                    "select count(*) from information_schema.tables where table_schema = database()")) {
                tables.next();
                empty = tables.getInt(1) == 0;
            }
            if (!empty) {
                throw new DatabaseRefused("The database keeps texts in " + encoding
                        + "; Selvedge needs utf8mb4 (ALTER DATABASE … CHARACTER SET utf8mb4).");
            }
            statement.execute(
                    "alter database `" + connection.getCatalog() + "` character set utf8mb4 collate utf8mb4_bin");
        }
    }
}
