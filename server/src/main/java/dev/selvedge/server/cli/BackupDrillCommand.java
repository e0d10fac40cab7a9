package dev.selvedge.server.cli;

import dev.selvedge.server.StartFailure;
import dev.selvedge.server.backup.Fsck;
import dev.selvedge.server.backup.Restore;
import dev.selvedge.server.backup.sets.SetBackups;
import dev.selvedge.storage.sql.MySqlAddress;
import dev.selvedge.storage.sql.MySqlUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backup drill}. */
@Command(
        name = "drill",
        description = "Put a backup back where nobody needs it, check everything, and say how long it took.",
        mixinStandardHelpOptions = true)
final class BackupDrillCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "BACKUP",
            arity = "0..1",
            defaultValue = "newest",
            description = "A file, or with MySQL the id of a set, TARGET/ID too; default: the newest set.")
    private String backup;

    @Option(names = "--target", defaultValue = "", description = "Where the set is; default: selvedge.backup.target.")
    private String target;

    @Option(
            names = "--database",
            description = "An empty database to try it in, mysql://…; default: a new one beside the installation's.")
    private String database;

    @Option(
            names = "--percent",
            defaultValue = "100",
            description = "How many of a set's objects are read; of the others the size is compared. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int percent;

    @Option(names = "--scratch", description = "Of a file: default is a temporary folder.")
    private Path scratch;

    @Mixin
    private BackupCommand.Installation installation;

    @Override
    public Integer call() {
        return Sentences.orTrace(() -> {
            if (BackupCommand.isFile(backup)) {
                file(Path.of(backup), scratch);
                return;
            }
            long start = System.nanoTime();
            BackupCommand.Named named = BackupCommand.Named.of(target, backup);
            Fsck.Report report = new SetBackups(installation.settings(), named.target())
                    .drill(named.id(), scratchDatabase(), percent);
            say(backup, report, start);
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
