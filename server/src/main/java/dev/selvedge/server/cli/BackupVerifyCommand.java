package dev.selvedge.server.cli;

import dev.selvedge.server.backup.sets.SetBackups;
import dev.selvedge.server.backup.sets.SetManifest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backup verify}. */
@Command(
        name = "verify",
        description = "Compare all of a backup with what was written; a file is also put back into a scratch folder.",
        mixinStandardHelpOptions = true)
final class BackupVerifyCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "BACKUP",
            arity = "0..1",
            defaultValue = "newest",
            description = "A file, or with MySQL the id of a set, TARGET/ID too; default: the newest set.")
    private String backup;

    @Option(names = "--target", defaultValue = "", description = "Where the set is; default: selvedge.backup.target.")
    private String target;

    @Option(
            names = "--percent",
            defaultValue = "100",
            description = "How many of a set's objects are read; of the others the size is compared. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int percent;

    @Option(names = "--scratch", description = "Default: a temporary folder.")
    private Path scratch;

    @Mixin
    private BackupCommand.Installation installation;

    @Override
    public Integer call() {
        return Sentences.orTrace(() -> {
            if (BackupCommand.isFile(backup)) {
                BackupDrillCommand.file(Path.of(backup), scratch);
                return;
            }
            BackupCommand.Named named = BackupCommand.Named.of(target, backup);
            SetManifest set = new SetBackups(installation.settings(), named.target()).verify(named.id(), percent);
            System.out.printf("%s is what was written: %d objects%n", set.id(), set.objects());
        });
    }
}
