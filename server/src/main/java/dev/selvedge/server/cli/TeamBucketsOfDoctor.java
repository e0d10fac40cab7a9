package dev.selvedge.server.cli;

import dev.selvedge.server.DataFolder;
import dev.selvedge.server.Settings;
import dev.selvedge.server.StartFailure;
import dev.selvedge.server.backends.Backends;
import dev.selvedge.server.rooms.TeamBucketDoctor;
import dev.selvedge.server.rooms.TeamBucketOrders;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.MySqlAddress;
import dev.selvedge.storage.sql.MySqlConnections;
import dev.selvedge.storage.sql.objects.SqlPlaceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import tools.jackson.databind.json.JsonMapper;

/** Finds out which buckets teams have: from the database, or from the server that holds it. */
final class TeamBucketsOfDoctor {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private TeamBucketsOfDoctor() {}

    static List<TeamBucketDoctor.Report> ask(Settings settings, String pages, boolean allowPages) throws IOException {
        Optional<MySqlAddress> shared = settings.database().address();
        if (shared.isPresent()) {
            return ofShared(settings, shared.get(), pages, allowPages);
        }
        if (!Files.exists(settings.dataDir().resolve("db"))) {
            return List.of();
        }
        try (DataFolder folder = DataFolder.open(settings.dataDir());
                Database database = Database.embedded(folder.database())) {
            return TeamBucketDoctor.examine(
                    new SqlPlaceStore(database),
                    Backends.keys(settings, database, () -> folder, Clock.systemUTC()),
                    pages,
                    allowPages);
        } catch (DataFolder.InUse held) {
            return ofServer(settings, pages, allowPages);
        }
    }

    private static List<TeamBucketDoctor.Report> ofShared(
            Settings settings, MySqlAddress address, String pages, boolean allowPages) {
        try (Connection connection = MySqlConnections.open(address, Map.of())) {
            DSLContext sql = MySqlConnections.on(connection);
            return TeamBucketDoctor.examine(
                    new SqlPlaceStore(sql), Backends.sharedKeys(settings, sql, Clock.systemUTC()), pages, allowPages);
        } catch (SQLException | DataAccessException e) {
            System.out.println("Which buckets teams have cannot be said: " + e.getMessage());
            return List.of();
        }
    }

    private static List<TeamBucketDoctor.Report> ofServer(Settings settings, String pages, boolean allowPages)
            throws IOException {
        try {
            Map<String, Object> wish = Map.of("pages", pages, "allowPages", allowPages);
            return RunningServer.ask(settings.dataDir(), "team-buckets", wish, PATIENCE)
                    .map(body -> JsonMapper.shared().treeToValue(body, TeamBucketOrders.Answer.class))
                    .orElseThrow(() -> new StartFailure(
                            "A server holds " + settings.dataDir() + " and does not answer; try again."))
                    .buckets();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
