package dev.selvedge.server.cli;

import dev.selvedge.server.StartFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code selvedge COMMAND …}. */
@Command(
        name = "selvedge",
        description = "An open, self-hosted, drop-in compatible Weights & Biases server.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            UpCommand.class,
            AdminCommand.class,
            MigrateCommand.class,
            DoctorCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            FsckCommand.class,
            WarmUpCommand.class
        })
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        CommandLog.begin();
        try {
            TrustedAuthorities.addFromEnvironment();
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        int status = new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }
}
