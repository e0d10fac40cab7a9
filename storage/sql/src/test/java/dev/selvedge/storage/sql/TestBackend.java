package dev.selvedge.storage.sql;

import dev.selvedge.storage.contract.Emptying;
import dev.selvedge.storage.contract.backends.MySqlServer;
import java.time.Duration;
import java.util.Locale;

/** The engines that every contract of a store is tested on. */
public enum TestBackend {
    H2,
    MYSQL,
    MARIADB;

    private Database shared;

    /** A migrated database without rows. It stays open: making one takes seconds, emptying it milliseconds. */
    public synchronized Database open() {
        if (shared != null) {
            Emptying.empty(shared.dataSource());
        } else if (this == H2) {
            shared = Database.inMemory("tests");
        } else {
            shared = Database.mysql(newAddress(), Duration.ofSeconds(10));
            StatementAudit.listenTo(shared);
        }
        return shared;
    }

    /** The address of a new, empty database. */
    public MySqlAddress newAddress() {
        MySqlServer server = server();
        return new MySqlAddress(
                server.host(), server.port(), server.createDatabase(), server.user(), server.password());
    }

    public MySqlServer server() {
        return MySqlServer.get(name().toLowerCase(Locale.ROOT));
    }
}
