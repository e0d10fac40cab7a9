package dev.selvedge.storage.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * What {@link FreshDatabaseMaker} made while Selvedge was built: an embedded database that has all steps of the schema
 * and nothing else, and the list of these steps. A new folder begins with a copy instead of a hundred steps, and a
 * database that notes them all is left alone without a look at each.
 */
final class FreshDatabase {

    static final String RESOURCES = "db/fresh/";

    static final String STEPS = "steps.tsv";

    static final String FILE = "selvedge.mv.db";

    private FreshDatabase() {}

    /** All steps of the schema; none where the build made no list, and then each is looked at. */
    static Set<KnownStep> steps() {
        try (InputStream in = resource(STEPS)) {
            if (in == null) {
                return Set.of();
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines();
            return lines.map(KnownStep::parse).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Puts the copy where there is no database yet. It appears whole or not at all, so a process that dies meanwhile
     * leaves a folder like a new one.
     *
     * @return whether the database of {@code folder} is that copy
     */
    static boolean putInto(Path folder) {
        Path file = folder.resolve(FILE);
        try (InputStream in = Files.exists(file) ? null : resource(FILE)) {
            if (in == null) {
                return false;
            }
            Files.createDirectories(folder);
            Path part = folder.resolve(FILE + ".part");
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            throw new DatabaseRefused("The database in " + folder + " cannot be made: " + e, e);
        }
    }

    /** The notes tell when the steps came into this database, not when the copy was made. */
    static void noteTheTime(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update \"flyway_schema_history\" set \"installed_on\" = current_timestamp");
        }
    }

    private static InputStream resource(String name) {
        return FreshDatabase.class.getClassLoader().getResourceAsStream(RESOURCES + name);
    }
}
