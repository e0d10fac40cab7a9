package dev.selvedge.storage.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.tools.jdbc.DefaultStatement;

/** A statement that is told its text when it is executed. */
final class StatementInTurn extends DefaultStatement {

    private final OneWriter.Turn turn;

    StatementInTurn(Statement statement, OneWriter.Turn turn) {
        super(statement);
        this.turn = turn;
    }

    private <T> T inTurn(String sql, OneWriter.Call<T> call) throws SQLException {
        return OneWriter.writes(sql) ? turn.write(call) : call.run();
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        return inTurn(sql, () -> super.executeQuery(sql));
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        return inTurn(sql, () -> super.execute(sql));
    }

    @Override
    public boolean execute(String sql, int keys) throws SQLException {
        return inTurn(sql, () -> super.execute(sql, keys));
    }

    @Override
    public boolean execute(String sql, int[] columns) throws SQLException {
        return inTurn(sql, () -> super.execute(sql, columns));
    }

    @Override
    public boolean execute(String sql, String[] columns) throws SQLException {
        return inTurn(sql, () -> super.execute(sql, columns));
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        return inTurn(sql, () -> super.executeUpdate(sql));
    }

    @Override
    public int executeUpdate(String sql, int keys) throws SQLException {
        return inTurn(sql, () -> super.executeUpdate(sql, keys));
    }

    @Override
    public int executeUpdate(String sql, int[] columns) throws SQLException {
        return inTurn(sql, () -> super.executeUpdate(sql, columns));
    }

    @Override
    public int executeUpdate(String sql, String[] columns) throws SQLException {
        return inTurn(sql, () -> super.executeUpdate(sql, columns));
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        return inTurn(sql, () -> super.executeLargeUpdate(sql));
    }

    @Override
    public long executeLargeUpdate(String sql, int keys) throws SQLException {
        return inTurn(sql, () -> super.executeLargeUpdate(sql, keys));
    }

    @Override
    public long executeLargeUpdate(String sql, int[] columns) throws SQLException {
        return inTurn(sql, () -> super.executeLargeUpdate(sql, columns));
    }

    @Override
    public long executeLargeUpdate(String sql, String[] columns) throws SQLException {
        return inTurn(sql, () -> super.executeLargeUpdate(sql, columns));
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return turn.write(super::executeBatch);
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return turn.write(super::executeLargeBatch);
    }
}
