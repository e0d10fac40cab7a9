package dev.selvedge.server;

import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.sql.Database;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The backends. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean(destroyMethod = "close")
    DataFolder dataFolder(Settings settings) {
        return DataFolder.open(settings.dataDir());
    }

    @Bean(destroyMethod = "close")
    Database database(DataFolder folder) {
        return Database.embedded(folder.database());
    }

    @Bean
    Transactions transactions(Database database) {
        return database.transactions();
    }
}
