package dev.selvedge.server.doctor;

import dev.selvedge.storage.sql.MySqlAddress;
import dev.selvedge.storage.sql.MySqlConnections;
import dev.selvedge.storage.sql.MySqlDoctor.Finding;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Signed URLs and leases between servers rest on clocks that agree. */
public final class ClockDoctor {

    private static final Duration NOTICEABLE = Duration.ofSeconds(3);

    /** Stores refuse signatures from clocks that are a quarter of an hour off; leases suffer earlier. */
    private static final Duration TOO_MUCH = Duration.ofMinutes(1);

    private ClockDoctor() {}

    public static List<Finding> examine(MySqlAddress database) {
        Findings findings = new Findings();
        try (var connection = MySqlConnections.open(database, Map.of());
                var statement = connection.createStatement();
                var row = statement.executeQuery("select cast(utc_timestamp(6) as char(26))")) {
            Instant now = Instant.now();
            row.next();
            Instant theirs =
                    LocalDateTime.parse(row.getString(1).replace(' ', 'T')).toInstant(ZoneOffset.UTC);
            compare(findings, "clock against the database", Duration.between(now, theirs));
        } catch (SQLException e) {
            findings.bad("clock against the database", Findings.reason(e), "the database cannot be reached");
        }
        return findings.all();
    }

    static void compare(Findings findings, String what, Duration apart) {
        Duration size = apart.abs();
        String found = String.format(java.util.Locale.ROOT, "%+.1f s", apart.toMillis() / 1000.0);
        String sentence = "let all machines follow one time server";
        if (size.compareTo(TOO_MUCH) > 0) {
            findings.bad(what, found, sentence);
        } else if (size.compareTo(NOTICEABLE) > 0) {
            findings.advice(what, found, sentence);
        } else {
            findings.good(what, found);
        }
    }
}
