package dev.selvedge.server.cli;

import dev.selvedge.server.backup.sets.SetManifest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code backup verify}. */
@Command(
        name = "verify",
        description = "Compare all of a backup with what was written; a file is also put back into a scratch folder.",
        mixinStandardHelpOptions = true)
final class BackupVerifyCommand implements Callable<Integer> {

    @Mixin
    private BackupCommand.Looked at;

    @Override
    public Integer call() {
        return Sentences.orTrace(() -> {
            if (at.isFile()) {
                BackupDrillCommand.file(Path.of(at.backup), at.scratch);
                return;
            }
            BackupCommand.Named named = at.set();
            SetManifest set = at.sets(named).verify(named.id(), at.percent);
            System.out.printf("%s is what was written: %d objects%n", set.id(), set.objects());
        });
    }
}
