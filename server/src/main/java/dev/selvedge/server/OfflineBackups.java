package dev.selvedge.server;

import dev.selvedge.domain.artifacts.ArtifactCheck;
import dev.selvedge.domain.artifacts.Manifests;
import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.server.backends.Backends;
import dev.selvedge.server.backends.ServerKeys;
import dev.selvedge.server.backup.BackupFailure;
import dev.selvedge.server.backup.Backups;
import dev.selvedge.server.backup.Fsck;
import dev.selvedge.server.backup.sets.Place;
import dev.selvedge.server.cli.Version;
import dev.selvedge.server.operations.MeteredObjectStore;
import dev.selvedge.server.rooms.OfflinePlaces;
import dev.selvedge.storage.objects.local.LocalObjectStore;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.artifacts.SqlContentStore;
import dev.selvedge.storage.sql.artifacts.SqlVersionStore;
import dev.selvedge.storage.sql.objects.SqlPlaceStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

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
        Settings settings = SettingsReader.read(SettingsReader.silent("--selvedge.data-dir=" + dataDir));
        if (!settings.database().isEmbedded()) {
            return sharedFsck(settings);
        }
        return with(dataDir, (folder, database, objects) -> fsck(database, objects));
    }

    private static Fsck.Report fsck(Database database, ObjectStore objects) {
        return Fsck.run(
                database,
                key -> objects.head(key).map(ObjectStore.Meta::size).orElse(-1L),
                new ArtifactCheck(
                        new SqlVersionStore(database), new SqlContentStore(database), new Manifests(objects), objects));
    }

    /** Beside servers or without them; of their version, because opening the database brings its schema up to date. */
    private static Fsck.Report sharedFsck(Settings settings) {
        Settings.Objects place = settings.objects();
        if (place.bucket().isBlank() && place.folder() == null) {
            throw new BackupFailure("Where the objects are is not said; set selvedge.objects.bucket.");
        }
        try (Place objects =
                        Place.open(place.bucket().isBlank() ? place.folder().toString() : place.bucket());
                Database database =
                        Database.mysql(settings.database().address().orElseThrow(), Duration.ofSeconds(30))) {
            ServerKeys keys = Backends.sharedKeys(settings, database.sql(), Clock.systemUTC());
            return fsck(database, OfflinePlaces.over(objects.store(), new SqlPlaceStore(database), keys));
        }
    }

    private static <T> T with(Path dataDir, Work<T> work) {
        Settings settings = SettingsReader.read(SettingsReader.silent("--selvedge.data-dir=" + dataDir));
        Settings.Objects place = settings.objects();
        if (!settings.database().isEmbedded() || !place.bucket().isBlank() || place.folder() != null) {
            throw new BackupFailure(
                    "An embedded database with objects outside the data folder has no backup of its own; use MySQL"
                            + " beside a bucket.");
        }
        if (!Files.exists(dataDir.resolve("db"))) {
            throw new BackupFailure("There is no installation in " + dataDir + ".");
        }
        try (DataFolder folder = DataFolder.open(dataDir);
                Database database = Database.embedded(folder.database())) {
            LocalObjectStore objects = LocalObjectStore.open(
                    folder.objects(), new UrlSigner(folder.secret("signed-urls"), null, Clock.systemUTC()));
            ServerKeys keys = settings.secret().isBlank()
                    ? folder
                    : Backends.sharedKeys(settings, database.sql(), Clock.systemUTC());
            ObjectStore all = OfflinePlaces.over(objects, new SqlPlaceStore(database), keys);
            return work.on(folder, database, new MeteredObjectStore(all, new SimpleMeterRegistry()));
        } catch (IOException e) {
            throw new BackupFailure("The data folder " + dataDir + " cannot be read: " + e + ".");
        }
    }
}
