package dev.selvedge.storage.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Lets one transaction at a time write to the embedded database, from its first change until it has ended; reading goes
 * on beside it.
 *
 * <p>H2 writes a commit out by walking through its tables, and others may commit during that walk: of those, tables that
 * the walk had passed keep the old rows and the later ones get the new rows. Their own commit mends that, unless the
 * process is killed before. Turns keep the walk alone. They also make deadlocks between transactions impossible.
 */
final class OneWriter {

    private static final long PATIENCE_SECONDS = 20;

    private final Semaphore turn = new Semaphore(1, true);
    private final Set<String> queries;
    private final DiskReserve reserve;

    /** @param queries see {@link KeptStatements} */
    OneWriter(Set<String> queries, DiskReserve reserve) {
        this.queries = queries;
        this.reserve = reserve;
    }

    DataSource around(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(
                OneWriter.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(source, arguments);
                        return result instanceof Connection connection
                                ? new ConnectionInTurn(connection, new Turn(), queries)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Locking a row is a change, too. A batch has no text of its own and is one. */
    static boolean writes(String sql) {
        if (sql == null) {
            return true;
        }
        String text = sql.stripLeading().toLowerCase(Locale.ROOT);
        boolean reads = text.startsWith("select") || text.startsWith("(") || text.startsWith("with ");
        return !reads || text.contains(" for update");
    }

    /** What one connection, used by one thread at a time, has of the turn. */
    final class Turn {

        private boolean eachStatementEnds = true;
        private boolean holds;

        /** @param ends whether each statement is a transaction */
        void eachStatementEnds(boolean ends) {
            eachStatementEnds = ends;
        }

        <T> T write(Call<T> call) throws SQLException {
            enter();
            try {
                return call.run();
            } finally {
                if (eachStatementEnds) {
                    leave();
                }
            }
        }

        private void enter() throws SQLException {
            if (!holds) {
                await();
                holds = true;
            }
        }

        void leave() {
            if (holds) {
                holds = false;
                turn.release();
            }
        }
    }

    interface Call<T> {
        T run() throws SQLException;
    }

    private void await() throws SQLException {
        reserve.require();
        try {
            if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new SQLTimeoutException("Others write all the time", "HYT00");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTimeoutException("Interrupted while others write", "HYT00", e);
        }
    }
}
