package dev.selvedge.server;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.server.backup.BackupFailure;
import dev.selvedge.server.backup.Backups;
import dev.selvedge.server.backup.Fsck;
import dev.selvedge.server.cli.Version;
import dev.selvedge.server.operations.MeteredObjectStore;
import dev.selvedge.storage.objects.local.LocalObjectStore;
import dev.selvedge.storage.sql.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Backups and checks of a data folder that no server holds. */
public final class OfflineBackups {

    private OfflineBackups() {}

    private interface Work<T> {
        T on(DataFolder folder, Database database, MeteredObjectStore objects) throws IOException;
    }

    /** @throws DataFolder.InUse when a server holds the folder */
    public static Backups.Made create(Path dataDir, Path target) {
        return with(
                dataDir,
                (folder, database, objects) ->
                        new Backups(folder, database, objects, Clock.systemUTC(), Version.text()).create(target));
    }

    /** @throws DataFolder.InUse when a server holds the folder */
    public static Fsck.Report fsck(Path dataDir) {
        return with(
                dataDir,
                (folder, database, objects) -> Fsck.run(
                        database,
                        key -> objects.head(key).map(ObjectStore.Meta::size).orElse(-1L)));
    }

    private static <T> T with(Path dataDir, Work<T> work) {
        Settings settings = SettingsReader.read(SettingsReader.silent("--selvedge.data-dir=" + dataDir));
        Settings.Objects place = settings.objects();
        if (!settings.database().isEmbedded() || !place.bucket().isBlank() || place.folder() != null) {
            throw new BackupFailure(
                    "Backups are built for the embedded database with objects in the data folder; use the"
                            + " database's and the bucket's own means here.");
        }
        if (!Files.exists(dataDir.resolve("db"))) {
            throw new BackupFailure("There is no installation in " + dataDir + ".");
        }
        try (DataFolder folder = DataFolder.open(dataDir);
                Database database = Database.embedded(folder.database())) {
            LocalObjectStore objects = LocalObjectStore.open(
                    folder.objects(), new UrlSigner(folder.secret("signed-urls"), null, Clock.systemUTC()));
            return work.on(folder, database, new MeteredObjectStore(objects, new SimpleMeterRegistry()));
        } catch (IOException e) {
            throw new BackupFailure("The data folder " + dataDir + " cannot be read: " + e + ".");
        }
    }
}
