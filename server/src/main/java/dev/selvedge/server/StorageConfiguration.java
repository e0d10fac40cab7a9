package dev.selvedge.server;

import dev.selvedge.platform.Transactions;
import dev.selvedge.server.backends.Backends;
import dev.selvedge.server.backends.ServerKeys;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.DatabaseClock;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;

/** The backends. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    /** The database's, where servers share one. */
    @Bean
    Clock clock(Database database) {
        return DatabaseClock.of(database);
    }

    /** Only what asks for it makes it: a server over MySQL and a bucket has no folder. */
    @Bean(destroyMethod = "close")
    @Lazy
    DataFolder dataFolder(Settings settings) {
        return DataFolder.open(settings.dataDir());
    }

    @Bean(destroyMethod = "close")
    Database database(Settings settings, ObjectProvider<DataFolder> folder) {
        return Backends.database(settings, folder::getObject);
    }

    @Bean
    @Primary
    ServerKeys serverKeys(Settings settings, Database database, ObjectProvider<DataFolder> folder, Clock clock) {
        return Backends.keys(settings, database, folder::getObject, clock);
    }

    @Bean
    Transactions transactions(Database database) {
        return database.transactions();
    }
}
