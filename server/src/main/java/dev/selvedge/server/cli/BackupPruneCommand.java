package dev.selvedge.server.cli;

import dev.selvedge.server.StartFailure;
import dev.selvedge.server.backup.Restore;
import dev.selvedge.server.backup.Retention;
import dev.selvedge.server.backup.sets.SetBackups;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code backup prune}. */
@Command(
        name = "prune",
        description = "Remove backups that are too many, once the newest has been checked.",
        mixinStandardHelpOptions = true)
final class BackupPruneCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "TARGET",
            arity = "0..1",
            description = "A folder; with MySQL also the address of a bucket, by default selvedge.backup.target and"
                    + " selvedge.backup.offsite.")
    private String target;

    @Mixin
    private BackupCommand.Kept kept;

    @Mixin
    private BackupCommand.Installation installation;

    @Override
    public Integer call() {
        return Sentences.orTrace(() -> {
            List<String> gone = installation.hasMySql() ? sets() : files();
            gone.forEach(each -> System.out.println("removed " + each));
            if (gone.isEmpty()) {
                System.out.println("Nothing to remove.");
            }
        });
    }

    private List<String> sets() {
        return new SetBackups(installation.settings(), target == null ? "" : target)
                .prune(kept.daily, kept.weekly, kept.monthly);
    }

    private List<String> files() throws Exception {
        if (target == null) {
            throw new StartFailure("Name the folder of the backups.");
        }
        List<Retention.Listed> all = Retention.list(Path.of(target));
        List<Retention.Listed> superfluous = Retention.superfluous(all, kept.daily, kept.weekly, kept.monthly);
        if (!superfluous.isEmpty()) {
            Restore.drill(all.getFirst().path(), Files.createTempDirectory("selvedge-drill"));
        }
        for (Retention.Listed each : superfluous) {
            Files.delete(each.path());
        }
        return superfluous.stream()
                .map(each -> each.path().getFileName().toString())
                .toList();
    }
}
