package dev.selvedge.storage.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The oldest servers that run the statements. */
final class ServerVersion {

    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");

    /** 8.0.11 is the first generally available 8.0. */
    private static final int[] MYSQL = {8, 0, 11};

    /** The first with atomic changes of the schema, SKIP LOCKED and a long support. */
    private static final int[] MARIADB = {10, 6, 0};

    private ServerVersion() {}

    static void check(Connection connection, Engine engine) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery("select version()")) {
            answer.next();
            check(answer.getString(1), engine);
        }
    }

    static void check(String version, Engine engine) {
        int[] oldest = engine == Engine.MARIADB ? MARIADB : MYSQL;
        // replication hacks make MariaDB say 5.5.5-10.11.6-MariaDB
        Matcher numbers = NUMBERS.matcher(version.replaceFirst("^5\\.5\\.5-", ""));
        if (!numbers.find()) {
            return;
        }
        for (int i = 0; i < 3; i++) {
            int part = Integer.parseInt(numbers.group(i + 1));
            if (part < oldest[i]) {
                throw new DatabaseRefused("The database is " + engine.title() + " " + version + "; Selvedge needs "
                        + engine.title() + " " + oldest[0] + "." + oldest[1] + "." + oldest[2] + " or newer.");
            }
            if (part > oldest[i]) {
                return;
            }
        }
    }
}
