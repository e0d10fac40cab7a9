package dev.selvedge.server.cli;

import dev.selvedge.server.OfflineStorage;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jooq.impl.DSL;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What an upgrade runs before the first new server starts. Servers do the same at their start, in turns. */
@Command(
        name = "migrate",
        description = "Bring the database's schema up to date and end.",
        mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {

    @Option(
            names = "--data-dir",
            description = "Folder of the installation (default: ${DEFAULT-VALUE}).",
            defaultValue = "selvedge-data")
    private Path dataDir;

    @Override
    public Integer call() {
        return Sentences.orTrace(() -> {
            int steps = OfflineStorage.withDatabase(
                    dataDir, database -> database.sql().fetchCount(DSL.table("flyway_schema_history")));
            System.out.println("The schema is up to date (" + steps + " steps).");
        });
    }
}
