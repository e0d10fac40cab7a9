package dev.selvedge.storage.sql;

import dev.selvedge.platform.Fault;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a failure of the database means: away, lost a lock, or wrong. */
final class SqlFailures {

    /** Clients wait this long before they try again; a failover takes seconds. */
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);

    /** Deadlock; lock wait timeout; record changed since last read (MariaDB's snapshot isolation). */
    private static final Set<Integer> LOCKS = Set.of(1213, 1205, 1020);

    /**
     * Server shutdown in progress; too many connections; out of connections for the user; query killed; connection killed;
     * connection idle for too long. Disk full, as the server, the table, a file being written and a commit say it; out of
     * memory, for a statement and for sorting.
     */
    private static final Set<Integer> AWAY =
            Set.of(1053, 1040, 1203, 1226, 1317, 1927, 4031, 1021, 1114, 3, 1026, 1180, 1037, 1038, 1041);

    /** Table exists; column exists; index exists; neither column nor index to drop; no table to drop. */
    private static final Set<Integer> THERE_ALREADY = Set.of(1050, 1060, 1061, 1091, 1051);

    private static final int DUPLICATE_ENTRY = 1062;
    private static final String UNIQUE_VIOLATION = "23505";
    static final String READ_ONLY = "The database is read-only, as it is amid a failover";

    private static final String TOO_LONG = "22001";

    /** Said by the server, which hangs up; the driver, which knows the server's limit, has no code for it. */
    private static final int PACKET_TOO_LARGE = 1153;

    private static final String PACKET_TOO_BIG = "PacketTooBigException";
    private static final Pattern COLUMN = Pattern.compile("column [\"'](\\w+)");

    private SqlFailures() {}

    static boolean isLock(Throwable failure) {
        SQLException sql = sql(failure);
        return sql != null
                && (LOCKS.contains(sql.getErrorCode())
                        || "40001".equals(sql.getSQLState())
                        || "HYT00".equals(sql.getSQLState()));
    }

    /** Whether a row of the same key is there, and no store has said what that means. */
    static boolean isTaken(Throwable failure) {
        SQLException sql = failure instanceof Fault ? null : sql(failure);
        return sql != null && (sql.getErrorCode() == DUPLICATE_ENTRY || UNIQUE_VIOLATION.equals(sql.getSQLState()));
    }

    /** Of what stays so when it is looked at again. */
    static Fault taken(RuntimeException failure) {
        return new Fault(Fault.Code.CONFLICT, "It is there already, or others keep making it", failure);
    }

    /** Whether a change of the schema found its result. */
    static boolean isThereAlready(Throwable failure) {
        SQLException sql = sql(failure);
        return sql != null && THERE_ALREADY.contains(sql.getErrorCode());
    }

    /** Nothing was begun, as there is no room for it on the disk. */
    private static boolean isOfDisk(Throwable failure) {
        SQLException sql = sql(failure);
        return sql != null && DiskReserve.SPENT.equals(sql.getSQLState());
    }

    private static boolean isTooLarge(Throwable failure) {
        SQLException sql = sql(failure);
        return sql != null
                && (sql.getErrorCode() == PACKET_TOO_LARGE
                        || PACKET_TOO_BIG.equals(sql.getClass().getSimpleName()));
    }

    /** Also when undoing failed because of it: then it is among what was suppressed. */
    static boolean isOutage(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql && isOutage(sql)) {
                return true;
            }
            for (Throwable suppressed : each.getSuppressed()) {
                if (isOutage(suppressed)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isOutage(SQLException sql) {
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        return sql instanceof SQLTransientConnectionException
                || sql instanceof SQLNonTransientConnectionException
                || sql instanceof SQLRecoverableException
                || state.startsWith("08")
                || state.equals(DiskReserve.SPENT)
                || AWAY.contains(sql.getErrorCode())
                || StaleWriter.isReadOnly(sql);
    }

    /**
     * An outage and a lost lock become a refusal that clients answer by trying again, and what no room measured a
     * refusal that they do not repeat for minutes; everything else stays.
     */
    static RuntimeException explained(RuntimeException failure) {
        if (failure instanceof Fault) {
            return failure;
        }
        if (isOfDisk(failure)) {
            return Fault.unavailable(
                    "The disk of the database is full; nothing is written until there is room", failure, AGAIN_AFTER);
        }
        if (isTooLarge(failure)) {
            return new Fault(
                    Fault.Code.TOO_LARGE,
                    "This is larger than the database takes at once; whoever runs it may raise max_allowed_packet",
                    failure);
        }
        SQLException sql = sql(failure);
        if (sql != null && StaleWriter.isReadOnly(sql)) {
            return Fault.unavailable(READ_ONLY + "; try again in a moment", failure, AGAIN_AFTER);
        }
        if (isOutage(failure)) {
            return Fault.unavailable("The database is away; try again in a moment", failure, AGAIN_AFTER);
        }
        if (isLock(failure)) {
            return Fault.unavailable("The database is busy; try again in a moment", failure, AGAIN_AFTER);
        }
        if (sql != null && TOO_LONG.equals(sql.getSQLState())) {
            return new Fault(Fault.Code.INVALID, "A value is too long" + column(sql), failure);
        }
        return failure;
    }

    /** As both engines name it: {@code column "NAME CHARACTER VARYING(9)"}, {@code column 'name' at row 1}. */
    private static String column(SQLException sql) {
        Matcher named = COLUMN.matcher(String.valueOf(sql.getMessage()));
        return named.find() ? ": " + named.group(1).toLowerCase(Locale.ROOT).replace('_', ' ') : "";
    }

    private static SQLException sql(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
