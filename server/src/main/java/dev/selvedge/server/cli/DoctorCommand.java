package dev.selvedge.server.cli;

import dev.selvedge.server.SettingsReader;
import dev.selvedge.server.StartFailure;
import dev.selvedge.storage.sql.DatabaseRefused;
import dev.selvedge.storage.sql.MySqlAddress;
import dev.selvedge.storage.sql.MySqlDoctor;
import dev.selvedge.storage.sql.MySqlDoctor.Finding;
import dev.selvedge.storage.sql.MySqlDoctor.Weight;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Looks at what the server stands on. */
@Command(
        name = "doctor",
        description = "Examine what the server stands on.",
        mixinStandardHelpOptions = true,
        subcommands = {DoctorCommand.MySql.class, DoctorBucketCommand.class})
final class DoctorCommand {

    @Command(
            name = "mysql",
            description = "Check version, settings, encryption and commit latency of the configured MySQL.",
            mixinStandardHelpOptions = true)
    static final class MySql implements Callable<Integer> {

        @Override
        public Integer call() {
            try {
                MySqlAddress address = SettingsReader.read(SettingsReader.silent())
                        .database()
                        .address()
                        .orElseThrow(() -> new StartFailure("No MySQL is configured; set selvedge.database.url."));
                List<Finding> findings = MySqlDoctor.examine(address);
                findings.forEach(finding -> System.out.printf(
                        "%-6s %-34s %-28s %s%n",
                        finding.weight().name().toLowerCase(Locale.ROOT),
                        finding.what(),
                        finding.found(),
                        finding.sentence()));
                boolean bad = findings.stream().anyMatch(finding -> finding.weight() == Weight.BAD);
                System.out.println(bad ? "Not fit for production as it is." : "Fit for production.");
                return bad ? 1 : 0;
            } catch (StartFailure | DatabaseRefused e) {
                System.err.println(e.getMessage());
                return 1;
            }
        }
    }
}
