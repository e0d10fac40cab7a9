package dev.selvedge.server.cli;

import dev.selvedge.server.Settings;
import dev.selvedge.server.SettingsReader;
import dev.selvedge.server.backup.sets.SetBackups;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Backups: one file of an embedded installation, sets in a bucket of one with MySQL. */
@Command(
        name = "backup",
        description = "Make, check, try and thin out backups.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BackupCreateCommand.class,
            BackupListCommand.class,
            BackupVerifyCommand.class,
            BackupDrillCommand.class,
            BackupPruneCommand.class
        })
final class BackupCommand {

    /** Which of both kinds is meant. */
    static final class Installation {

        @Option(names = "--data-dir", description = "Default: ${DEFAULT-VALUE}.", defaultValue = "selvedge-data")
        Path dataDir;

        Settings settings() {
            return SettingsReader.read(SettingsReader.silent("--selvedge.data-dir=" + dataDir));
        }

        boolean hasMySql() {
            return !settings().database().isEmbedded();
        }
    }

    /** Where a set is. */
    static class Source {

        @Option(
                names = "--target",
                defaultValue = "",
                description = "Where the set is; default: selvedge.backup.target.")
        private String target;

        @Mixin
        Installation installation;

        /** A file of an embedded installation, rather than a set's id. */
        static boolean isFile(String backup) {
            return Files.isRegularFile(Path.of(backup)) || backup.endsWith(".backup");
        }

        Named set(String backup) {
            return Named.of(target, backup);
        }

        SetBackups sets(Named set) {
            return new SetBackups(installation.settings(), set.target());
        }
    }

    /** A backup that is looked at, and how closely. */
    static final class Looked extends Source {

        @Parameters(
                paramLabel = "BACKUP",
                arity = "0..1",
                defaultValue = "newest",
                description = "A file, or with MySQL the id of a set, TARGET/ID too; default: the newest set.")
        String backup;

        @Option(
                names = "--percent",
                defaultValue = "100",
                description = "How many of a set's objects are read; of the others the size is compared. Default:"
                        + " ${DEFAULT-VALUE}.")
        int percent;

        @Option(names = "--scratch", description = "Of a file: default is a temporary folder.")
        Path scratch;

        boolean isFile() {
            return isFile(backup);
        }

        Named set() {
            return set(backup);
        }
    }

    /** How much is kept. */
    static final class Kept {

        @Option(names = "--daily", description = "Default: ${DEFAULT-VALUE}, at least 7.", defaultValue = "14")
        int daily;

        @Option(names = "--weekly", description = "Default: ${DEFAULT-VALUE}.", defaultValue = "8")
        int weekly;

        @Option(names = "--monthly", description = "Default: ${DEFAULT-VALUE}.", defaultValue = "6")
        int monthly;
    }

    /** @param target empty = the one of the settings */
    record Named(String target, String id) {

        private static final Pattern WHOLE = Pattern.compile("(.+)/(\\d{8}T\\d{6}Z|newest)");

        /** An id, which may stand behind its place as a file stands behind its folder. */
        static Named of(String target, String backup) {
            Matcher whole = WHOLE.matcher(backup);
            return target.isBlank() && whole.matches()
                    ? new Named(whole.group(1), whole.group(2))
                    : new Named(target, backup);
        }
    }
}
