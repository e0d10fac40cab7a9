package dev.selvedge.server;

import dev.selvedge.domain.people.Administrators;
import dev.selvedge.server.rooms.PeopleConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.springframework.context.annotation.Import;

/** The people room over a data folder that no server holds, or over a database that servers share. */
public final class OfflineAdministration {

    private OfflineAdministration() {}

    /** Everything of the server that has to do with people, and nothing that listens. */
    @Import({
        SettingsConfiguration.class,
        StorageConfiguration.class,
        CoordinationConfiguration.class,
        PeopleConfiguration.class
    })
    static class Composition {}

    /**
     * @return a new API key of the administrator
     * @throws DataFolder.InUse when a server holds the folder
     */
    public static String createAdministrator(Path dataDir, String username) {
        String[] properties = SettingsReader.silent("--selvedge.data-dir=" + dataDir);
        if (SettingsReader.read(properties).database().isEmbedded()) {
            // tried apart, because the framework reports a failing bean at length
            probe(dataDir);
        }
        try (var context = SettingsReader.quietly(Composition.class).run(properties)) {
            return context.getBean(Administrators.class).create(username);
        }
    }

    private static void probe(Path dataDir) {
        try (DataFolder free = DataFolder.open(dataDir)) {
            free.path();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
