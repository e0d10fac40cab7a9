package dev.selvedge.server.backends;

import dev.selvedge.server.DataFolder;
import dev.selvedge.server.Settings;
import dev.selvedge.server.StartFailure;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.DatabaseRefused;
import dev.selvedge.storage.sql.MySqlAddress;
import dev.selvedge.storage.sql.keys.SqlKeys;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.DSLContext;

/** Chooses by the settings what an installation stands on. */
public final class Backends {

    private Backends() {}

    public static Database database(Settings settings, Supplier<DataFolder> folder) {
        ProductionRules.check(settings);
        Optional<MySqlAddress> address = settings.database().address();
        // a name that moves to the standby is looked up again within seconds
        java.security.Security.setProperty("networkaddress.cache.ttl", "5");
        try {
            if (address.isEmpty()) {
                return Database.embedded(folder.get().database());
            }
            return Database.mysql(address.get(), settings.database().waitAtStart());
        } catch (DatabaseRefused e) {
            throw new StartFailure(e.getMessage());
        }
    }

    public static ServerKeys keys(Settings settings, Database database, Supplier<DataFolder> folder, Clock clock) {
        if (!settings.secret().isBlank()) {
            return new DerivedKeys(settings.secret());
        }
        return database.engine().isShared() ? new SharedKeys(new SqlKeys(database, clock)) : folder.get();
    }

    /** Of an installation whose servers share a database. */
    public static ServerKeys sharedKeys(Settings settings, DSLContext sql, Clock clock) {
        return settings.secret().isBlank()
                ? new SharedKeys(new SqlKeys(sql, clock))
                : new DerivedKeys(settings.secret());
    }
}
