package dev.selvedge.storage.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jooq.tools.jdbc.DefaultPreparedStatement;

/** A parsed statement; closing one that has failed closes it, any other one that may be kept waits for its next use. */
final class PreparedInTurn extends DefaultPreparedStatement {

    private final PreparedStatement statement;
    private final OneWriter.Turn turn;
    private final KeptStatements kept;
    private final String name;
    private boolean failed;
    private boolean closed;

    /** @param turn null for one that only reads */
    PreparedInTurn(PreparedStatement statement, OneWriter.Turn turn) {
        this(statement, turn, null, null);
    }

    /**
     * @param kept where it waits once it is closed; null = nowhere
     * @param name what it is called there
     */
    PreparedInTurn(PreparedStatement statement, OneWriter.Turn turn, KeptStatements kept, String name) {
        super(statement);
        this.statement = statement;
        this.turn = turn;
        this.kept = kept;
        this.name = name;
    }

    private <T> T inTurn(OneWriter.Call<T> call) throws SQLException {
        try {
            return turn == null ? call.run() : turn.write(call);
        } catch (SQLException e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return inTurn(super::executeQuery);
    }

    @Override
    public int executeUpdate() throws SQLException {
        return inTurn(super::executeUpdate);
    }

    @Override
    public boolean execute() throws SQLException {
        return inTurn(super::execute);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return inTurn(super::executeLargeUpdate);
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return inTurn(super::executeBatch);
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return inTurn(super::executeLargeBatch);
    }

    @Override
    public boolean isClosed() throws SQLException {
        return closed || super.isClosed();
    }

    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        if (kept == null || failed || statement.isClosed()) {
            super.close();
        } else {
            kept.giveBack(name, statement);
        }
    }
}
