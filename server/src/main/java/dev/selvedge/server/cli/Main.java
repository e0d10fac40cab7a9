package dev.selvedge.server.cli;

import dev.selvedge.server.StartFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

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

    Main() {}

    public static void main(String[] arguments) {
        CommandLog.begin();
        try {
            TrustedAuthorities.addFromEnvironment();
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        int status =
                lineFor(arguments).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Describing every command is a tenth of a start, so the one that is asked for is described alone. */
    static CommandLine lineFor(String... arguments) {
        Command all = Main.class.getAnnotation(Command.class);
        for (Class<?> command : all.subcommands()) {
            if (arguments.length > 0
                    && command.getAnnotation(Command.class).name().equals(arguments[0])) {
                return new CommandLine(CommandSpec.create().name(all.name())).addSubcommand(command);
            }
        }
        return new CommandLine(new Main());
    }
}
