package dev.selvedge.server.cli;

import dev.selvedge.server.StartFailure;
import dev.selvedge.server.backup.Fsck;
import dev.selvedge.server.backup.Restore;
import dev.selvedge.storage.sql.MySqlAddress;
import dev.selvedge.storage.sql.MySqlUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backup drill}. */
@Command(
        name = "drill",
        description = "Put a backup back where nobody needs it, check everything, and say how long it took.",
        mixinStandardHelpOptions = true)
final class BackupDrillCommand implements Callable<Integer> {

    @Option(
            names = "--database",
            description = "An empty database to try it in, mysql://…; default: a new one beside the installation's.")
    private String database;

    @Mixin
    private BackupCommand.Looked at;

    @Override
    public Integer call() {
        return Sentences.orTrace(() -> {
            if (at.isFile()) {
                file(Path.of(at.backup), at.scratch);
                return;
            }
            long start = System.nanoTime();
            BackupCommand.Named named = at.set();
            say(at.backup, at.sets(named).drill(named.id(), scratchDatabase(), at.percent), start);
        });
    }

    private MySqlAddress scratchDatabase() {
        try {
            return database == null ? null : MySqlUrl.parse(database);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("--database cannot be read: " + e.getMessage() + ".");
        }
    }

    static void file(Path file, Path scratch) throws Exception {
        long start = System.nanoTime();
        Path folder = scratch != null ? scratch.resolve("selvedge-drill") : Files.createTempDirectory("selvedge-drill");
        say(file.toString(), Restore.drill(file, folder), start);
    }

    private static void say(String what, Fsck.Report report, long start) {
        System.out.printf(
                "%s can be put back: %d references, all there; it took %d s%n",
                what,
                report.references(),
                Duration.ofNanos(System.nanoTime() - start).toSeconds());
    }
}
