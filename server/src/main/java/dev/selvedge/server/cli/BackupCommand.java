package dev.selvedge.server.cli;

import dev.selvedge.server.Settings;
import dev.selvedge.server.SettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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

    /** How much is kept. */
    static final class Kept {

        @Option(names = "--daily", description = "Default: ${DEFAULT-VALUE}, at least 7.", defaultValue = "14")
        int daily;

        @Option(names = "--weekly", description = "Default: ${DEFAULT-VALUE}.", defaultValue = "8")
        int weekly;

        @Option(names = "--monthly", description = "Default: ${DEFAULT-VALUE}.", defaultValue = "6")
        int monthly;
    }

    /** A file of an embedded installation, rather than a set's id. */
    static boolean isFile(String what) {
        return Files.isRegularFile(Path.of(what)) || what.endsWith(".backup");
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
