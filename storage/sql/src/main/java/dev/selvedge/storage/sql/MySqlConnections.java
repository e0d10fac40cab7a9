package dev.selvedge.storage.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/** Single connections, for whoever must not change the schema by looking at it. */
public final class MySqlConnections {

    private MySqlConnections() {}

    /** @param more properties of the driver */
    public static Connection open(MySqlAddress address, Map<String, String> more) throws SQLException {
        Properties properties = new Properties();
        MySqlPool.config(address)
                .getDataSourceProperties()
                .forEach((name, value) -> properties.put(name, String.valueOf(value)));
        properties.put("user", address.user());
        properties.put("password", address.password());
        properties.putAll(more);
        return DriverManager.getConnection(address.jdbcUrl(), properties);
    }

    /** Statements on that one connection. */
    public static DSLContext on(Connection connection) throws SQLException {
        return DSL.using(new DefaultConfiguration()
                .set(connection)
                .set(Engine.of(connection).dialect())
                .set(Database.rendering()));
    }

    /** What the product calls itself. */
    public static Engine engine(Connection connection) throws SQLException {
        return Engine.of(connection);
    }
}
