package dev.selvedge.storage.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Converter;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * A statement whose text is made once, for the few that run with each request of a training program: making the text of
 * one takes longer than the embedded database takes to execute it.
 *
 * <p>A query has a short answer: the embedded database's connections hold on to the last one. Values are given in the
 * order of the question marks and have the types of their columns.
 */
public final class FixedStatement {

    private static final String[] NUMBER = {"id"};

    private final Database database;
    private final String text;
    private final List<Param<?>> parameters;
    private final Field<?>[] columns;
    private final boolean embedded;

    /** @param statement with {@link #any} where the values go */
    public FixedStatement(Database database, Query statement) {
        this.database = database;
        this.text = statement.getSQL();
        this.parameters = statement.getParams().values().stream()
                .filter(parameter -> !parameter.isInline())
                .toList();
        this.columns =
                statement instanceof Select<?> select ? select.getSelect().toArray(Field<?>[]::new) : null;
        this.embedded = !database.engine().isShared();
        if (KeptStatements.mayBeQuery(text)) {
            database.keep(text);
        }
    }

    /** The place of a value that each execution brings. */
    public static <T> Param<T> any(Field<T> column) {
        return DSL.val(column.getType().cast(sample(column.getType())), column);
    }

    private static Object sample(Class<?> type) {
        if (type == Long.class) {
            return 0L;
        }
        if (type == Integer.class) {
            return 0;
        }
        if (type == Byte.class) {
            return (byte) 0;
        }
        if (type == Double.class) {
            return 0.0;
        }
        if (type == Boolean.class) {
            return false;
        }
        if (type == Instant.class) {
            return Instant.EPOCH;
        }
        if (type == byte[].class) {
            return new byte[0];
        }
        if (type == String.class) {
            return "";
        }
        throw new IllegalArgumentException("No fixed statement has values of " + type);
    }

    /** How many rows changed. */
    public int change(Object... values) {
        return run(statement -> {
            bind(statement, values);
            return statement.executeUpdate();
        });
    }

    /** Inserts one row and tells the number that the database gave it. */
    public long insert(Object... values) {
        return WatchedStatement.run(database, text, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(text, NUMBER.clone())) {
                bind(statement, values);
                statement.executeUpdate();
                try (ResultSet given = statement.getGeneratedKeys()) {
                    given.next();
                    return given.getLong(1);
                }
            }
        });
    }

    /** Changes with each of {@code all} values, one after the other. */
    public void changeEach(List<Object[]> all) {
        if (!all.isEmpty()) {
            run(statement -> {
                for (Object[] values : all) {
                    bind(statement, values);
                    statement.addBatch();
                }
                return statement.executeBatch();
            });
        }
    }

    /** The first row. */
    public Optional<Record> find(Object... values) {
        return list(values).stream().findFirst();
    }

    /** All rows. */
    public List<Record> list(Object... values) {
        return run(statement -> {
            bind(statement, values);
            List<Record> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(record(rows));
                }
            }
            return found;
        });
    }

    private interface Execution<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(Execution<T> execution) {
        return WatchedStatement.run(database, text, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                return execution.of(statement);
            }
        });
    }

    private void bind(PreparedStatement statement, Object... values) throws SQLException {
        if (values.length != parameters.size()) {
            throw new IllegalArgumentException(values.length + " values for " + parameters.size() + " places: " + text);
        }
        for (int i = 0; i < values.length; i++) {
            Object stored = stored(parameters.get(i).getConverter(), values[i]);
            if (stored instanceof LocalDateTime time) {
                InstantBinding.set(statement, i + 1, time, embedded);
            } else if (stored == null) {
                statement.setNull(i + 1, parameters.get(i).getType() == Instant.class ? Types.TIMESTAMP : Types.NULL);
            } else {
                statement.setObject(i + 1, stored);
            }
        }
    }

    private static <T, U> T stored(Converter<T, U> converter, Object value) {
        return converter.to(converter.toType().cast(value));
    }

    private Record record(ResultSet rows) throws SQLException {
        Object[] values = new Object[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(rows, i + 1, columns[i].getConverter());
        }
        Record row = database.sql().newRecord(columns);
        row.fromArray(values);
        return row;
    }

    private <T, U> U value(ResultSet rows, int index, Converter<T, U> converter) throws SQLException {
        Class<T> type = converter.fromType();
        Object stored =
                type == LocalDateTime.class ? InstantBinding.get(rows, index, embedded) : rows.getObject(index, type);
        return converter.from(type.cast(stored));
    }
}
