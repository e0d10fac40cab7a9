package dev.selvedge.server.cli;

import dev.selvedge.server.backup.BackupManifest;
import dev.selvedge.server.backup.Restore;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The other half of {@code backup create}. */
@Command(
        name = "restore",
        description = "Put a backup back into a data folder that is empty or not there.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE")
    private Path file;

    @Option(names = "--data-dir", description = "Default: ${DEFAULT-VALUE}.", defaultValue = "selvedge-data")
    private Path dataDir;

    @Override
    public Integer call() {
        return Sentences.orTrace(() -> {
            BackupManifest manifest = Restore.run(file, dataDir);
            System.out.printf(
                    "%s is as it was at %s: %d runs, %d objects%n",
                    dataDir, manifest.created(), manifest.rows().getOrDefault("run", 0L), manifest.objects());
        });
    }
}
