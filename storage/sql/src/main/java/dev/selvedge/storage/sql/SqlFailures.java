package dev.selvedge.storage.sql;

import dev.selvedge.platform.Fault;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;

/** What a failure of the database means: away, lost a lock, or wrong. */
final class SqlFailures {

    /** Clients wait this long before they try again; a failover takes seconds. */
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);

    /** Deadlock; lock wait timeout; record changed since last read (MariaDB's snapshot isolation). */
    private static final Set<Integer> LOCKS = Set.of(1213, 1205, 1020);

    /** Server shutdown in progress; too many connections; out of connections for the user; disk full; query killed. */
    private static final Set<Integer> AWAY = Set.of(1053, 1040, 1203, 1226, 1021, 1927);

    private SqlFailures() {}

    static boolean isLock(Throwable failure) {
        SQLException sql = sql(failure);
        return sql != null
                && (LOCKS.contains(sql.getErrorCode())
                        || "40001".equals(sql.getSQLState())
                        || "HYT00".equals(sql.getSQLState()));
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
                || AWAY.contains(sql.getErrorCode())
                || StaleWriter.isReadOnly(sql);
    }

    /** An outage and a lost lock become a refusal that clients answer by trying again; everything else stays. */
    static RuntimeException explained(RuntimeException failure) {
        if (failure instanceof Fault) {
            return failure;
        }
        if (isOutage(failure)) {
            return Fault.unavailable("The database is away; try again in a moment", failure, AGAIN_AFTER);
        }
        if (isLock(failure)) {
            return Fault.unavailable("The database is busy; try again in a moment", failure, AGAIN_AFTER);
        }
        return failure;
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
