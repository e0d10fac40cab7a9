package dev.selvedge.server.cli;

import dev.selvedge.server.Settings;
import dev.selvedge.server.SettingsReader;
import dev.selvedge.server.StartFailure;
import dev.selvedge.server.doctor.ClockDoctor;
import dev.selvedge.server.doctor.DiskDoctor;
import dev.selvedge.server.doctor.IngressDoctor;
import dev.selvedge.server.doctor.RedisFindings;
import dev.selvedge.server.doctor.SizingDoctor;
import dev.selvedge.storage.sql.DatabaseRefused;
import dev.selvedge.storage.sql.MySqlDoctor.Finding;
import dev.selvedge.storage.sql.MySqlDoctor.Weight;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code doctor} examines besides MySQL and the bucket. */
final class DoctorParts {

    private DoctorParts() {}

    /** One subcommand: what it finds of the settings, or why it cannot look. */
    abstract static class Part implements Callable<Integer> {

        abstract List<Finding> examine(Settings settings);

        /** The last line. */
        String verdict(List<Finding> findings) {
            return has(findings, Weight.BAD) ? "Not fit for production as it is." : "Fit for production.";
        }

        static boolean has(List<Finding> findings, Weight weight) {
            return findings.stream().anyMatch(finding -> finding.weight() == weight);
        }

        /** Prints them; the exit status. */
        private int report(List<Finding> findings) {
            findings.forEach(finding -> System.out.printf(
                    "%-6s %-34s %-28s %s%n",
                    finding.weight().name().toLowerCase(Locale.ROOT),
                    finding.what(),
                    finding.found(),
                    finding.sentence()));
            System.out.println(verdict(findings));
            return has(findings, Weight.BAD) ? 1 : 0;
        }

        @Override
        public Integer call() {
            try {
                return report(examine(SettingsReader.read(SettingsReader.silent())));
            } catch (StartFailure | DatabaseRefused e) {
                System.err.println(e.getMessage());
                return 1;
            }
        }
    }

    @Command(
            name = "redis",
            description = "Check credentials, version, role, encryption and speed of the configured Redis.",
            mixinStandardHelpOptions = true)
    static final class Redis extends Part {

        @Override
        List<Finding> examine(Settings settings) {
            return RedisFindings.examine(settings.redis()
                    .address()
                    .orElseThrow(() -> new StartFailure("No Redis is configured; set selvedge.redis.url.")));
        }
    }

    @Command(
            name = "ingress",
            description =
                    "Check name, certificate, clock and large bodies on the way that clients take (selvedge.host).",
            mixinStandardHelpOptions = true)
    static final class Ingress extends Part {

        @Override
        List<Finding> examine(Settings settings) {
            if (settings.host().isBlank()) {
                throw new StartFailure("The URL that clients use is not configured; set selvedge.host.");
            }
            return IngressDoctor.examine(settings.host());
        }
    }

    @Command(
            name = "clock",
            description = "Compare this machine's clock with the database's.",
            mixinStandardHelpOptions = true)
    static final class ClockOf extends Part {

        @Override
        List<Finding> examine(Settings settings) {
            return ClockDoctor.examine(settings.database()
                    .address()
                    .orElseThrow(() -> new StartFailure("No MySQL is configured; set selvedge.database.url.")));
        }
    }

    @Command(
            name = "disk",
            description = "Check room and speed of the folders that this installation writes to.",
            mixinStandardHelpOptions = true)
    static final class Disk extends Part {

        @Override
        List<Finding> examine(Settings settings) {
            List<Path> folders = new ArrayList<>();
            if (settings.database().isEmbedded()) {
                folders.add(settings.dataDir());
            }
            if (settings.objects().folder() != null) {
                folders.add(settings.objects().folder());
            }
            folders.add(Path.of(System.getProperty("java.io.tmpdir")));
            return DiskDoctor.examine(folders);
        }
    }

    @Command(
            name = "sizing",
            description = "Say whether servers and database are larger or smaller than their work, from /metrics.",
            mixinStandardHelpOptions = true)
    static final class Sizing extends Part {

        @Option(
                names = "--metrics",
                paramLabel = "URL",
                description = "/metrics of each server; default: the operations port of the settings")
        private List<URI> metrics = List.of();

        @Option(
                names = "--seconds",
                defaultValue = "30",
                description = "Time between two looks (default: ${DEFAULT-VALUE})")
        private int seconds;

        @Override
        List<Finding> examine(Settings settings) {
            if (seconds < 1) {
                throw new StartFailure("--seconds must be 1 or more.");
            }
            return SizingDoctor.examine(
                    metrics.isEmpty() ? List.of(own(settings.operations())) : metrics, Duration.ofSeconds(seconds));
        }

        private static URI own(Settings.Operations operations) {
            if (operations.port() == null) {
                throw new StartFailure(
                        "Which servers? Name their metrics with --metrics http://HOST:PORT/metrics; servers have them with --operations-port.");
            }
            return URI.create("http://" + operations.address() + ":" + operations.port() + "/metrics");
        }

        @Override
        String verdict(List<Finding> findings) {
            if (has(findings, Weight.BAD)) {
                return "Not all servers could be looked at.";
            }
            return has(findings, Weight.ADVICE) ? "Some sizes do not fit the work." : "The sizes fit the work.";
        }
    }
}
