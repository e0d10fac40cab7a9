package dev.selvedge.storage.sql;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
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
    private static final String NUMBERED = " -- numbered";

    private final Semaphore turn = new Semaphore(1, true);
    private final Set<String> queries;

    /** @param queries see {@link KeptStatements} */
    OneWriter(Set<String> queries) {
        this.queries = queries;
    }

    DataSource around(DataSource source) {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            Object result = call(source, method, arguments);
            return result instanceof Connection connection ? connection(connection) : result;
        });
    }

    private void await() throws SQLException {
        try {
            if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new SQLTimeoutException("Others write all the time", "HYT00");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTimeoutException("Interrupted while others write", "HYT00", e);
        }
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, new InTurn(connection));
    }

    /** One connection, used by one thread at a time. */
    private final class InTurn implements InvocationHandler {

        private final Connection connection;
        private final KeptStatements kept = new KeptStatements(queries);
        private boolean eachStatementEnds = true;
        private boolean holds;

        InTurn(Connection connection) {
            this.connection = connection;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            return switch (method.getName()) {
                case "prepareStatement", "prepareCall" -> prepared(method, arguments);
                case "createStatement" -> proxy(Statement.class, statement(call(connection, method, arguments), null));
                case "setAutoCommit" -> {
                    Object result = ending(method, arguments);
                    eachStatementEnds = (boolean) arguments[0];
                    yield result;
                }
                case "commit", "rollback", "close", "abort" -> ending(method, arguments);
                default -> call(connection, method, arguments);
            };
        }

        private PreparedStatement prepared(Method method, Object[] arguments) throws Throwable {
            String sql = (String) arguments[0];
            boolean tellsNumbers = arguments.length == 2 && arguments[1] instanceof String[];
            boolean mayKeep = arguments.length == 1 || tellsNumbers;
            // the same text that tells nothing afterwards is another statement
            String name = tellsNumbers ? sql + NUMBERED : sql;
            PreparedStatement idle = mayKeep ? kept.take(name) : null;
            if (idle != null) {
                return proxy(PreparedStatement.class, keeping(idle, name));
            }
            PreparedStatement statement = (PreparedStatement) call(connection, method, arguments);
            boolean keep = mayKeep && (kept.isQuery(name) || KeptStatements.mayKeep(sql));
            return proxy(PreparedStatement.class, keep ? keeping(statement, name) : statement(statement, sql));
        }

        /** Closing one that has failed closes it; any other one waits for its next use. */
        private InvocationHandler keeping(PreparedStatement statement, String sql) {
            InvocationHandler inTurn = kept.isQuery(sql) ? reading(statement) : writing(statement);
            return new InvocationHandler() {
                private boolean failed;
                private boolean closed;

                @Override
                public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
                    if (method.getName().equals("isClosed")) {
                        return closed;
                    }
                    if (!method.getName().equals("close")) {
                        try {
                            return inTurn.invoke(proxy, method, arguments);
                        } catch (SQLException e) {
                            failed = true;
                            throw e;
                        }
                    }
                    if (closed) {
                        return null;
                    }
                    closed = true;
                    if (failed || statement.isClosed()) {
                        statement.close();
                    } else {
                        kept.giveBack(sql, statement);
                    }
                    return null;
                }
            };
        }

        private Object ending(Method method, Object[] arguments) throws Throwable {
            try {
                return call(connection, method, arguments);
            } finally {
                leave();
            }
        }

        private InvocationHandler statement(Object statement, String prepared) {
            return (proxy, method, arguments) -> {
                if (!method.getName().startsWith("execute")) {
                    return call(statement, method, arguments);
                }
                String sql = arguments != null && arguments[0] instanceof String text ? text : prepared;
                return writes(sql) ? inTurn(statement, method, arguments) : call(statement, method, arguments);
            };
        }

        private static InvocationHandler reading(Object statement) {
            return (proxy, method, arguments) -> call(statement, method, arguments);
        }

        /** Of a statement that is known to write. */
        private InvocationHandler writing(Object statement) {
            return (proxy, method, arguments) -> method.getName().startsWith("execute")
                    ? inTurn(statement, method, arguments)
                    : call(statement, method, arguments);
        }

        private Object inTurn(Object statement, Method method, Object[] arguments) throws Throwable {
            enter();
            try {
                return call(statement, method, arguments);
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

        private void leave() {
            if (holds) {
                holds = false;
                turn.release();
            }
        }
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

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(OneWriter.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
