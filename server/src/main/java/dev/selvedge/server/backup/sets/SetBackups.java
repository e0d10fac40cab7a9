package dev.selvedge.server.backup.sets;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.server.Settings;
import dev.selvedge.server.backends.Backends;
import dev.selvedge.server.backends.ObjectsFolder;
import dev.selvedge.server.backup.BackupFailure;
import dev.selvedge.server.backup.Fsck;
import dev.selvedge.server.rooms.OfflinePlaces;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.MySqlAddress;
import dev.selvedge.storage.sql.MySqlConnections;
import dev.selvedge.storage.sql.backups.BackupNotes;
import dev.selvedge.storage.sql.backups.BackupNotes.Kind;
import dev.selvedge.storage.sql.objects.SqlPlaceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;

/** What an administrator does with backups of an installation with MySQL. */
public final class SetBackups {

    private final Settings settings;
    private final MySqlAddress database;
    private final String target;
    private final Clock clock = Clock.systemUTC();

    /** @param target an address or folder; empty = the one of the settings */
    public SetBackups(Settings settings, String target) {
        this.settings = settings;
        this.database = settings.database()
                .address()
                .orElseThrow(() -> new BackupFailure("No MySQL is configured; set selvedge.database.url."));
        this.target = target.isBlank() ? settings.backup().target() : target;
        if (this.target.isBlank()) {
            throw new BackupFailure(
                    "Where backups are kept is not said: name a bucket or folder, or set" + " selvedge.backup.target.");
        }
    }

    private interface Work<T> {
        T in(Place place, Path scratch) throws IOException;
    }

    private <T> T at(String address, Work<T> work) {
        try (Place place = Place.open(address)) {
            Path scratch = Files.createTempDirectory("selvedge-backup");
            try {
                return work.in(place, scratch);
            } finally {
                dev.selvedge.server.backup.Backups.deleteAll(scratch);
            }
        } catch (IOException e) {
            throw new BackupFailure("That did not work: " + e.getMessage() + ".");
        }
    }

    private String objects() {
        Settings.Objects objects = settings.objects();
        if (objects.bucket().isBlank() && objects.folder() == null) {
            throw new BackupFailure("Where the objects are is not said; set selvedge.objects.bucket.");
        }
        return objects.bucket().isBlank() ? objects.folder().toString() : objects.bucket();
    }

    /** @param everything copies also objects that earlier backups have */
    public SetManifest create(String version, boolean everything) {
        String source = objects();
        refuseInside(source, target);
        return at(target, (place, scratch) -> {
            Instant start = clock.instant();
            try (Place objects = Place.open(source);
                    BackupHold hold = BackupHold.take(database, clock)) {
                ObjectStore all = withTeamBuckets(objects.store());
                SetManifest made = new CreateSet(database, all, place, scratch, clock, version).run(hold, everything);
                note(Kind.CREATED, made.id(), start);
                if (!settings.backup().offsite().isBlank()) {
                    offsite(place, made.id(), scratch);
                }
                return made;
            }
        });
    }

    private ObjectStore withTeamBuckets(ObjectStore own) {
        try (Connection connection = MySqlConnections.open(database, Map.of())) {
            DSLContext sql = MySqlConnections.on(connection);
            return OfflinePlaces.over(own, new SqlPlaceStore(sql), Backends.sharedKeys(settings, sql, clock));
        } catch (SQLException | org.jooq.exception.DataAccessException e) {
            throw new BackupFailure("The buckets of teams cannot be read from the database (" + e.getMessage() + ").");
        }
    }

    private void offsite(Place from, String id, Path scratch) {
        Instant start = clock.instant();
        refuseInside(target, settings.backup().offsite());
        try (Place offsite = Place.open(settings.backup().offsite())) {
            CopySet.run(from, id, offsite, scratch);
        }
        note(Kind.OFFSITE, id, start);
    }

    /** A copy in the same place is lost with it. */
    private static void refuseInside(String source, String target) {
        String outer = Place.withoutCredentials(source) + "/";
        String inner = Place.withoutCredentials(target) + "/";
        if (inner.startsWith(outer) || outer.startsWith(inner)) {
            throw new BackupFailure(
                    "A backup in the place that it is a copy of is lost with it; choose another one than "
                            + Place.withoutCredentials(target) + ".");
        }
    }

    public List<SetManifest> list() {
        return at(target, (place, scratch) -> {
            List<SetManifest> found = new ArrayList<>();
            for (String id : place.ids()) {
                found.add(SetReader.open(place, id).manifest());
            }
            return found;
        });
    }

    public SetManifest verify(String id, int percent) {
        return at(target, (place, scratch) -> {
            Instant start = clock.instant();
            SetManifest verified = VerifySet.run(SetReader.open(place, place.find(id)), percent, scratch);
            note(Kind.VERIFIED, verified.id(), start);
            return verified;
        });
    }

    /** Those of the off-site place too, when it was not another one that was named. */
    public List<String> prune(int days, int weeks, int months) {
        List<String> gone = new ArrayList<>();
        try (BackupHold alone = BackupHold.take(database, clock)) {
            gone.addAll(at(target, (place, scratch) -> PruneSets.run(place, days, weeks, months, scratch)));
            alone.check();
            String offsite = settings.backup().offsite();
            if (!offsite.isBlank() && target.equals(settings.backup().target())) {
                gone.addAll(at(offsite, (place, scratch) -> PruneSets.run(place, days, weeks, months, scratch)));
            }
        }
        return gone;
    }

    /** @param scratchOrNull an empty database to try it in instead of a new one */
    public Fsck.Report drill(String id, MySqlAddress scratchOrNull, int percent) {
        return at(target, (place, scratch) -> {
            Instant start = clock.instant();
            String found = place.find(id);
            Fsck.Report report = DrillSet.run(place, found, database, scratchOrNull, percent, scratch);
            note(Kind.DRILLED, found, start);
            return report;
        });
    }

    public SetManifest restore(String id, boolean replace) {
        String into = objects();
        return at(target, (place, scratch) -> {
            try (Place objects = Place.open(into)) {
                SetManifest restored =
                        RestoreSet.run(place, place.find(id), database, objects.store(), replace, scratch);
                if (settings.objects().bucket().isBlank()) {
                    try (Database there = Database.mysql(database, Duration.ofSeconds(30))) {
                        ObjectsFolder.adopt(settings.objects().folder(), there, clock);
                    }
                }
                return restored;
            }
        });
    }

    /** For the metrics; a backup is no worse when the database has since gone. */
    private void note(Kind kind, String id, Instant start) {
        try (Connection connection = MySqlConnections.open(database, Map.of())) {
            new BackupNotes(MySqlConnections.on(connection))
                    .note(kind, id, clock.instant(), Duration.between(start, clock.instant()));
        } catch (SQLException | org.jooq.exception.DataAccessException e) {
            System.err.println("It could not be noted in the database (" + e.getMessage() + ").");
        }
    }
}
