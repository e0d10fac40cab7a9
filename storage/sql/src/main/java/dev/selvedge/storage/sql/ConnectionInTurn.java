package dev.selvedge.storage.sql;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jooq.tools.jdbc.DefaultConnection;

/** A connection whose changes wait for their turn, and that keeps statements as they were parsed. */
final class ConnectionInTurn extends DefaultConnection {

    private static final String NUMBERED = " -- numbered";

    private final OneWriter.Turn turn;
    private final KeptStatements kept;

    ConnectionInTurn(Connection connection, OneWriter.Turn turn, Set<String> queries) {
        super(connection);
        this.turn = turn;
        this.kept = new KeptStatements(queries);
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return kept(sql, sql, () -> super.prepareStatement(sql));
    }

    /** The same text that tells nothing afterwards is another statement. */
    @Override
    public PreparedStatement prepareStatement(String sql, String[] columns) throws SQLException {
        return kept(sql + NUMBERED, sql, () -> super.prepareStatement(sql, columns));
    }

    private PreparedStatement kept(String name, String sql, OneWriter.Call<PreparedStatement> prepared)
            throws SQLException {
        PreparedStatement idle = kept.take(name);
        boolean query = kept.isQuery(name);
        if (idle == null && !query && !KeptStatements.mayKeep(sql)) {
            return once(sql, prepared.run());
        }
        PreparedStatement statement = idle == null ? prepared.run() : idle;
        return new PreparedInTurn(statement, query ? null : turn, kept, name);
    }

    private PreparedStatement once(String sql, PreparedStatement statement) {
        return new PreparedInTurn(statement, OneWriter.writes(sql) ? turn : null);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int keys) throws SQLException {
        return once(sql, super.prepareStatement(sql, keys));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columns) throws SQLException {
        return once(sql, super.prepareStatement(sql, columns));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        return once(sql, super.prepareStatement(sql, type, concurrency));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        return once(sql, super.prepareStatement(sql, type, concurrency, holdability));
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        throw new SQLFeatureNotSupportedException("There are no procedures");
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        return prepareCall(sql);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        return prepareCall(sql);
    }

    @Override
    public Statement createStatement() throws SQLException {
        return new StatementInTurn(super.createStatement(), turn);
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return new StatementInTurn(super.createStatement(type, concurrency), turn);
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        return new StatementInTurn(super.createStatement(type, concurrency, holdability), turn);
    }

    @Override
    public void setAutoCommit(boolean on) throws SQLException {
        ending(() -> super.setAutoCommit(on));
        turn.eachStatementEnds(on);
    }

    @Override
    public void commit() throws SQLException {
        ending(super::commit);
    }

    /** Of the whole transaction: to a savepoint, it goes on and keeps its turn. */
    @Override
    public void rollback() throws SQLException {
        ending(super::rollback);
    }

    @Override
    public void close() throws SQLException {
        ending(super::close);
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        ending(() -> super.abort(executor));
    }

    private interface End {
        void run() throws SQLException;
    }

    private void ending(End end) throws SQLException {
        try {
            end.run();
        } finally {
            turn.leave();
        }
    }
}
