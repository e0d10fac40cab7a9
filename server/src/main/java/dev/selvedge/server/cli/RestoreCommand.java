package dev.selvedge.server.cli;

import dev.selvedge.server.backup.BackupManifest;
import dev.selvedge.server.backup.Restore;
import dev.selvedge.server.backup.sets.SetManifest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The other half of {@code backup create}. */
@Command(
        name = "restore",
        description =
                "Put a backup back: a file into a data folder that is empty or not there, a set into an empty MySQL"
                        + " database and the bucket.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "BACKUP",
            description =
                    "A file, or with MySQL the id of a set or the word newest, TARGET/ID too. The settings name where to.")
    private String backup;

    @Option(
            names = "--replace-objects",
            description = "With MySQL: write also objects that the bucket has in the right size.")
    private boolean replace;

    @Mixin
    private BackupCommand.Source from;

    @Override
    public Integer call() {
        return Sentences.orTrace(() -> {
            if (BackupCommand.Source.isFile(backup)) {
                file();
            } else {
                set();
            }
        });
    }

    private void file() {
        BackupManifest manifest = Restore.run(Path.of(backup), from.installation.dataDir);
        System.out.printf(
                "%s is as it was at %s: %d runs, %d objects%n",
                from.installation.dataDir,
                manifest.created(),
                manifest.rows().getOrDefault("run", 0L),
                manifest.objects());
    }

    private void set() {
        BackupCommand.Named named = from.set(backup);
        SetManifest manifest = from.sets(named).restore(named.id(), replace);
        System.out.printf(
                "Database and objects are as they were at %s: %d runs, %d objects%n",
                manifest.created(), manifest.rows().getOrDefault("run", 0L), manifest.objects());
    }
}
