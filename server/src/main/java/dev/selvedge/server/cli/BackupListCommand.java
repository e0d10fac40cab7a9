package dev.selvedge.server.cli;

import dev.selvedge.server.StartFailure;
import dev.selvedge.server.backup.BackupFile;
import dev.selvedge.server.backup.BackupManifest;
import dev.selvedge.server.backup.Retention;
import dev.selvedge.server.backup.sets.SetBackups;
import dev.selvedge.server.backup.sets.SetManifest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code backup list}. */
@Command(name = "list", description = "Show the backups of a place, newest first.", mixinStandardHelpOptions = true)
final class BackupListCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "TARGET",
            arity = "0..1",
            description = "A folder; with MySQL also the address of a bucket, by default selvedge.backup.target.")
    private String target;

    @Mixin
    private BackupCommand.Installation installation;

    @Override
    public Integer call() {
        return Sentences.orTrace(() -> {
            if (installation.hasMySql()) {
                sets();
            } else {
                files();
            }
        });
    }

    private void sets() {
        for (SetManifest set : new SetBackups(installation.settings(), target == null ? "" : target).list()) {
            System.out.printf(
                    "%s  %d runs  %d objects  %d MB  version %s%n",
                    set.id(),
                    set.rows().getOrDefault("run", 0L),
                    set.objects(),
                    set.objectBytes() >> 20,
                    set.version());
        }
    }

    private void files() throws Exception {
        if (target == null) {
            throw new StartFailure("Name the folder of the backups.");
        }
        for (Retention.Listed each : Retention.list(Path.of(target))) {
            try (BackupFile file = BackupFile.open(each.path())) {
                BackupManifest manifest = file.manifest();
                System.out.printf(
                        "%s  %d MB  %d runs  %d objects  version %s%n",
                        each.path().getFileName(),
                        file.size() >> 20,
                        manifest.rows().getOrDefault("run", 0L),
                        manifest.objects(),
                        manifest.version());
            }
        }
    }
}
