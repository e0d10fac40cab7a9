package dev.selvedge.storage.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.jooq.Binding;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingGetSQLInputContext;
import org.jooq.BindingGetStatementContext;
import org.jooq.BindingRegisterContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetSQLOutputContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.SQLDialect;
import org.jooq.conf.ParamType;

/**
 * DATETIME(6) columns hold UTC; the rooms know only instants.
 *
 * <p>MySQL is sent text: its driver would take the time through the zone of this machine, where an hour a year does not
 * exist, and would cut the fractions of a second for a MariaDB.
 */
public final class InstantBinding implements Binding<LocalDateTime, Instant> {

    private static final long serialVersionUID = 1L;

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    /** Where the fraction of a second begins in that. */
    private static final int FRACTION = 20;

    @Override
    public Converter<LocalDateTime, Instant> converter() {
        return new InstantConverter();
    }

    @Override
    public void sql(BindingSQLContext<Instant> context) {
        String literal = "timestamp '"
                + (context.value() == null ? "" : TEXT.format(InstantConverter.column(context.value()))) + "'";
        if (context.render().paramType() == ParamType.INLINED) {
            context.render().sql(context.value() == null ? "null" : literal);
        } else if (context.family() == SQLDialect.H2) {
            context.render().sql("cast(").sql(context.variable()).sql(" as timestamp(6))");
        } else {
            context.render().sql(context.variable());
        }
    }

    @Override
    public void set(BindingSetStatementContext<Instant> context) throws SQLException {
        if (context.value() == null) {
            context.statement().setNull(context.index(), Types.TIMESTAMP);
        } else {
            set(
                    context.statement(),
                    context.index(),
                    InstantConverter.column(context.value()),
                    context.family() == SQLDialect.H2);
        }
    }

    static void set(PreparedStatement statement, int index, LocalDateTime time, boolean embedded) throws SQLException {
        if (embedded) {
            statement.setObject(index, time);
        } else {
            statement.setString(index, TEXT.format(time));
        }
    }

    @Override
    public void get(BindingGetResultSetContext<Instant> context) throws SQLException {
        boolean embedded = context.family() == SQLDialect.H2;
        context.value(converter().from(get(context.resultSet(), context.index(), embedded)));
    }

    static LocalDateTime get(ResultSet rows, int index, boolean embedded) throws SQLException {
        if (embedded) {
            return rows.getObject(index, LocalDateTime.class);
        }
        String text = rows.getString(index);
        return text == null ? null : parse(text);
    }

    /** A page of runs has hundreds of them, and a formatter takes a tenth of the page's time. */
    private static LocalDateTime parse(String text) {
        int nano = 0;
        for (int i = FRACTION; i < FRACTION + 9; i++) {
            nano = nano * 10 + (i < text.length() ? Character.digit(text.charAt(i), 10) : 0);
        }
        return LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19),
                nano);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    @Override
    public void register(BindingRegisterContext<Instant> context) throws SQLException {
        throw new SQLFeatureNotSupportedException("No procedures are called here");
    }

    @Override
    public void get(BindingGetStatementContext<Instant> context) throws SQLException {
        throw new SQLFeatureNotSupportedException("No procedures are called here");
    }

    @Override
    public void set(BindingSetSQLOutputContext<Instant> context) throws SQLException {
        throw new SQLFeatureNotSupportedException("No user-defined types are used here");
    }

    @Override
    public void get(BindingGetSQLInputContext<Instant> context) throws SQLException {
        throw new SQLFeatureNotSupportedException("No user-defined types are used here");
    }
}
