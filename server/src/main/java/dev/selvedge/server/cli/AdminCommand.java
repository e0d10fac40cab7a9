package dev.selvedge.server.cli;

import dev.selvedge.platform.Fault;
import dev.selvedge.server.DataFolder;
import dev.selvedge.server.OfflineAdministration;
import dev.selvedge.server.StartFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Administration from the server's own machine, beside a running server too. */
@Command(
        name = "admin",
        description = "Administer an installation from its own machine.",
        mixinStandardHelpOptions = true,
        subcommands = AdminCommand.Create.class)
final class AdminCommand {

    @Command(
            name = "create",
            description = "Make an administrator, or make one of an existing user; prints a new API key.",
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {

        /** A server that has just begun to start holds the folder before it listens. */
        private static final Duration PATIENCE = Duration.ofSeconds(30);

        @Parameters(paramLabel = "NAME", description = "The username.")
        private String name;

        @Option(
                names = "--data-dir",
                description = "Folder of the installation (default: ${DEFAULT-VALUE}).",
                defaultValue = "selvedge-data")
        private Path dataDir;

        @Override
        public Integer call() throws Exception {
            try {
                System.out.println(create());
                return 0;
            } catch (RuntimeException e) {
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                    if (cause instanceof StartFailure || cause instanceof Fault) {
                        System.err.println(cause.getMessage());
                        return 1;
                    }
                }
                throw e;
            }
        }

        private String create() throws IOException, InterruptedException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                try {
                    return OfflineAdministration.createAdministrator(dataDir, name);
                } catch (RuntimeException e) {
                    if (!isInUse(e)) {
                        throw e;
                    }
                    String key = askServer();
                    if (key != null) {
                        return key;
                    }
                    if (System.nanoTime() > deadline) {
                        throw new StartFailure("A server holds " + dataDir + " and does not answer; try again.");
                    }
                    Thread.sleep(200);
                }
            }
        }

        private static boolean isInUse(Throwable failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof DataFolder.InUse) {
                    return true;
                }
            }
            return false;
        }

        /** Null when no server answers yet, or no longer. */
        private String askServer() throws IOException, InterruptedException {
            return RunningServer.ask(dataDir, "administrators", Map.of("username", name), Duration.ofSeconds(20))
                    .map(answer -> answer.path("apiKey").asString())
                    .orElse(null);
        }
    }
}
