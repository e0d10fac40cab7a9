package dev.selvedge.server;

import dev.selvedge.storage.sql.Database;
import java.nio.file.Path;
import java.util.function.Function;
import org.springframework.context.annotation.Import;

/** The database of an installation with the server's own settings, and nothing that listens. */
public final class OfflineStorage {

    private OfflineStorage() {}

    @Import({SettingsConfiguration.class, StorageConfiguration.class})
    static class Composition {}

    /** Opening the database brings its schema up to date. */
    public static <T> T withDatabase(Path dataDir, Function<Database, T> work) {
        try (var context = SettingsReader.quietly(Composition.class)
                .run(SettingsReader.silent("--selvedge.data-dir=" + dataDir))) {
            return work.apply(context.getBean(Database.class));
        }
    }
}
