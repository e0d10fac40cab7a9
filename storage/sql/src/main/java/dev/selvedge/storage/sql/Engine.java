package dev.selvedge.storage.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.jooq.SQLDialect;

/** The database products that the one migration text and the statements run on. */
public enum Engine {
    H2(SQLDialect.H2),
    MYSQL(SQLDialect.MYSQL),
    /** Spoken to as MySQL: the MARIADB dialect uses RETURNING, which the driver of MySQL does not read. */
    MARIADB(SQLDialect.MYSQL);

    private final SQLDialect dialect;

    Engine(SQLDialect dialect) {
        this.dialect = dialect;
    }

    SQLDialect dialect() {
        return dialect;
    }

    String title() {
        return switch (this) {
            case H2 -> "H2";
            case MYSQL -> "MySQL";
            case MARIADB -> "MariaDB";
        };
    }

    /** Whether several servers may work on it at once. */
    public boolean isShared() {
        return this != H2;
    }

    /** Asked of the server, because operators put MariaDB behind {@code mysql://} addresses. */
    static Engine of(Connection connection) throws SQLException {
        var about = connection.getMetaData();
        if (about.getDatabaseProductName().equals("H2")) {
            return H2;
        }
        boolean maria = (about.getDatabaseProductName() + about.getDatabaseProductVersion())
                .toLowerCase(Locale.ROOT)
                .contains("mariadb");
        return maria ? MARIADB : MYSQL;
    }
}
