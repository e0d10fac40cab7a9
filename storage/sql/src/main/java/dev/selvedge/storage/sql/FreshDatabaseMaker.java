package dev.selvedge.storage.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.h2.engine.Constants;

/** Runs at build time: takes all steps of the schema once, so that new folders need not. */
final class FreshDatabaseMaker {

    private FreshDatabaseMaker() {}

    /** @param arguments the folder of compiled classes */
    public static void main(String[] arguments) throws Exception {
        Path classes = Path.of(arguments[0]);
        Path target = classes.resolve(FreshDatabase.RESOURCES);
        Path stamp = classes.resolveSibling("fresh-database.stamp");
        String inputs = digest(classes);
        if (Files.exists(stamp) && Files.readString(stamp).equals(inputs) && Files.exists(target)) {
            return;
        }
        Path scratch = Files.createTempDirectory("fresh-database");
        try {
            String steps = make(scratch);
            Files.createDirectories(target);
            Files.write(target.resolve(FreshDatabase.FILE), Files.readAllBytes(scratch.resolve(FreshDatabase.FILE)));
            Files.writeString(target.resolve(FreshDatabase.STEPS), steps);
            Files.writeString(stamp, inputs);
        } finally {
            delete(scratch);
        }
    }

    /** A folder without folders. */
    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** @return the steps that it has, one a line */
    private static String make(Path folder) throws SQLException {
        String steps;
        try (Database database = EmbeddedDatabase.byItsSteps(folder)) {
            Flyway flyway = new Migrations(database.dataSource(), database.engine()).flyway(MigrationVersion.LATEST);
            steps = Arrays.stream(flyway.info().applied())
                    .map(step -> KnownStep.of(step).line() + "\n")
                    .collect(Collectors.joining());
        }
        try (Connection connection = EmbeddedDatabase.file(folder).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown compact");
        }
        return steps;
    }

    /** Of whatever the result depends on: the steps, who takes them, and how. */
    private static String digest(Path classes) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(Constants.FULL_VERSION.getBytes(StandardCharsets.UTF_8));
        Path here = classes.resolve(FreshDatabase.class.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Stream.concat(Files.list(classes.resolve(Migrations.LOCATION)), Files.list(here))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
