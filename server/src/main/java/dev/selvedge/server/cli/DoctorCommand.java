package dev.selvedge.server.cli;

import dev.selvedge.server.Settings;
import dev.selvedge.server.StartFailure;
import dev.selvedge.storage.sql.MySqlDoctor;
import dev.selvedge.storage.sql.MySqlDoctor.Finding;
import java.util.List;
import picocli.CommandLine.Command;

/** Looks at what the server stands on. */
@Command(
        name = "doctor",
        description = "Examine what the server stands on.",
        mixinStandardHelpOptions = true,
        subcommands = {
            DoctorCommand.MySql.class,
            DoctorBucketCommand.class,
            DoctorParts.Redis.class,
            DoctorParts.Ingress.class,
            DoctorParts.ClockOf.class,
            DoctorParts.Disk.class,
            DoctorParts.Sizing.class
        })
final class DoctorCommand {

    @Command(
            name = "mysql",
            description = "Check version, settings, encryption and commit latency of the configured MySQL.",
            mixinStandardHelpOptions = true)
    static final class MySql extends DoctorParts.Part {

        @Override
        List<Finding> examine(Settings settings) {
            return MySqlDoctor.examine(settings.database()
                    .address()
                    .orElseThrow(() -> new StartFailure("No MySQL is configured; set selvedge.database.url.")));
        }
    }
}
