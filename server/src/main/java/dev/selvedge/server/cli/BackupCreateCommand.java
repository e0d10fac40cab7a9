package dev.selvedge.server.cli;

import dev.selvedge.server.DataFolder;
import dev.selvedge.server.OfflineBackups;
import dev.selvedge.server.StartFailure;
import dev.selvedge.server.backup.BackupFailure;
import dev.selvedge.server.backup.sets.SetBackups;
import dev.selvedge.server.backup.sets.SetManifest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backup create}. */
@Command(
        name = "create",
        description = "Make a backup of database, objects and keys, also while servers work.",
        mixinStandardHelpOptions = true)
final class BackupCreateCommand implements Callable<Integer> {

    /** Copying takes as long as the objects are many. */
    private static final Duration PATIENCE = Duration.ofHours(24);

    @Parameters(
            paramLabel = "TARGET",
            arity = "0..1",
            description =
                    "The folder where the file is put, not inside the data folder; with MySQL a folder or the address of"
                            + " a bucket, by default selvedge.backup.target.")
    private String target;

    @Option(names = "--full", description = "With MySQL: copy also the objects that earlier backups have.")
    private boolean full;

    @Mixin
    private BackupCommand.Installation installation;

    @Override
    public Integer call() {
        return Sentences.orTrace(() -> {
            if (installation.hasMySql()) {
                set();
            } else {
                System.out.println(file());
            }
        });
    }

    private void set() {
        SetManifest made =
                new SetBackups(installation.settings(), target == null ? "" : target).create(Version.text(), full);
        System.out.printf(
                "%s  %d runs  %d objects  %d MB%n",
                made.id(), made.rows().getOrDefault("run", 0L), made.objects(), made.objectBytes() >> 20);
        if (made.problems() > 0) {
            throw new BackupFailure("The backup is made, but the installation lacks " + made.problems()
                    + " objects that it refers to (problems.txt of the backup names them).");
        }
    }

    private String file() throws Exception {
        if (target == null) {
            throw new StartFailure("Name the folder where the file is to be put.");
        }
        Path folder = Path.of(target).toAbsolutePath().normalize();
        try {
            return OfflineBackups.create(installation.dataDir, folder).path().toString();
        } catch (DataFolder.InUse held) {
            return RunningServer.ask(installation.dataDir, "backups", Map.of("target", folder.toString()), PATIENCE)
                    .orElseThrow(() -> new StartFailure(
                            "A server holds " + installation.dataDir + " and does not answer; try again."))
                    .path("path")
                    .asString();
        }
    }
}
