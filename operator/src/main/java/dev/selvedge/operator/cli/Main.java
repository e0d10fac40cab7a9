package dev.selvedge.operator.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The operator's entry. */
@Command(
        name = "selvedge-operator",
        description = "Runs Selvedge installations in a Kubernetes cluster.",
        mixinStandardHelpOptions = true,
        subcommands = {RunCommand.class, ImportCommand.class})
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        int code = new CommandLine(new Main()).execute(arguments);
        if (code != 0) {
            System.exit(code);
        }
    }
}
