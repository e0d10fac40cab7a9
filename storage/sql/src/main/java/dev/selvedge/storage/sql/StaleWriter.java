package dev.selvedge.storage.sql;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * After a failover, connections may lead to a server that has become read-only: they work and yet are useless, so the
 * pool lets go of them.
 */
public final class StaleWriter implements SQLExceptionOverride {

    /** --read-only or --super-read-only; read-only mode; transaction in a read-only session. */
    private static final Set<Integer> READ_ONLY = Set.of(1290, 1836, 1792);

    @java.lang.Override
    public Override adjudicate(SQLException e) {
        return isReadOnly(e) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }

    static boolean isReadOnly(SQLException e) {
        return READ_ONLY.contains(e.getErrorCode()) && "HY000".equals(e.getSQLState())
                || READ_ONLY.contains(e.getErrorCode()) && "25006".equals(e.getSQLState());
    }
}
