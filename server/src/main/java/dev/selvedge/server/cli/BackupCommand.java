package dev.selvedge.server.cli;

import dev.selvedge.server.DataFolder;
import dev.selvedge.server.OfflineBackups;
import dev.selvedge.server.StartFailure;
import dev.selvedge.server.backup.BackupFile;
import dev.selvedge.server.backup.BackupManifest;
import dev.selvedge.server.backup.Fsck;
import dev.selvedge.server.backup.Restore;
import dev.selvedge.server.backup.Retention;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One file with everything of an embedded installation. */
@Command(
        name = "backup",
        description = "Make, check and thin out backups of an embedded installation.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BackupCommand.Create.class,
            BackupCommand.ListAll.class,
            BackupCommand.Verify.class,
            BackupCommand.Prune.class
        })
final class BackupCommand {

    @Command(
            name = "create",
            description = "Write one file with database, objects and keys, also beside a running server.",
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {

        /** Copying takes as long as the objects are many. */
        private static final Duration PATIENCE = Duration.ofHours(24);

        @Parameters(paramLabel = "FOLDER", description = "Where the file is put; not inside the data folder.")
        private Path target;

        @Option(names = "--data-dir", description = "Default: ${DEFAULT-VALUE}.", defaultValue = "selvedge-data")
        private Path dataDir;

        @Override
        public Integer call() {
            return Sentences.orTrace(() -> System.out.println(create()));
        }

        private String create() throws Exception {
            Path folder = target.toAbsolutePath().normalize();
            try {
                return OfflineBackups.create(dataDir, folder).path().toString();
            } catch (DataFolder.InUse held) {
                return RunningServer.ask(dataDir, "backups", Map.of("target", folder.toString()), PATIENCE)
                        .orElseThrow(() ->
                                new StartFailure("A server holds " + dataDir + " and does not answer; try again."))
                        .path("path")
                        .asString();
            }
        }
    }

    @Command(
            name = "list",
            description = "Show the backups of a folder, newest first.",
            mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Integer> {

        @Parameters(paramLabel = "FOLDER")
        private Path folder;

        @Override
        public Integer call() {
            return Sentences.orTrace(() -> {
                for (Retention.Listed each : Retention.list(folder)) {
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
            });
        }
    }

    @Command(
            name = "verify",
            aliases = "drill",
            description = "Put a backup back into a scratch folder and compare all of it with what was written.",
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {

        @Parameters(paramLabel = "FILE")
        private Path file;

        @Option(names = "--scratch", description = "Default: a temporary folder.")
        private Path scratch;

        @Override
        public Integer call() {
            return Sentences.orTrace(() -> {
                long start = System.nanoTime();
                Path folder = scratch != null
                        ? scratch.resolve("selvedge-drill")
                        : Files.createTempDirectory("selvedge-drill");
                Fsck.Report report = Restore.drill(file, folder);
                System.out.printf(
                        "%s can be put back: %d references, all there; it took %d s%n",
                        file,
                        report.references(),
                        Duration.ofNanos(System.nanoTime() - start).toSeconds());
            });
        }
    }

    @Command(
            name = "prune",
            description = "Remove backups that are too many, once the newest has been tried.",
            mixinStandardHelpOptions = true)
    static final class Prune implements Callable<Integer> {

        @Parameters(paramLabel = "FOLDER")
        private Path folder;

        @Option(names = "--daily", description = "Default: ${DEFAULT-VALUE}, at least 7.", defaultValue = "14")
        private int daily;

        @Option(names = "--weekly", description = "Default: ${DEFAULT-VALUE}.", defaultValue = "8")
        private int weekly;

        @Option(names = "--monthly", description = "Default: ${DEFAULT-VALUE}.", defaultValue = "6")
        private int monthly;

        @Override
        public Integer call() {
            return Sentences.orTrace(() -> {
                List<Retention.Listed> all = Retention.list(folder);
                List<Retention.Listed> superfluous = Retention.superfluous(all, daily, weekly, monthly);
                if (superfluous.isEmpty()) {
                    System.out.println("Nothing to remove.");
                    return;
                }
                Restore.drill(all.getFirst().path(), Files.createTempDirectory("selvedge-drill"));
                for (Retention.Listed each : superfluous) {
                    Files.delete(each.path());
                    System.out.println("removed " + each.path().getFileName());
                }
            });
        }
    }
}
