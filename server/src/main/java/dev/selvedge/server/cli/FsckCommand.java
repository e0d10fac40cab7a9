package dev.selvedge.server.cli;

import dev.selvedge.server.DataFolder;
import dev.selvedge.server.OfflineBackups;
import dev.selvedge.server.StartFailure;
import dev.selvedge.server.backup.Fsck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Whether everything that the database refers to is there. */
@Command(
        name = "fsck",
        description = "Check that every object the database refers to is there, also beside a running server.",
        mixinStandardHelpOptions = true)
final class FsckCommand implements Callable<Integer> {

    @Option(names = "--data-dir", description = "Default: ${DEFAULT-VALUE}.", defaultValue = "selvedge-data")
    private Path dataDir;

    @Override
    public Integer call() {
        return Sentences.orTrace(() -> {
            Fsck.Report report = report();
            if (!report.isClean()) {
                report.problems().forEach(System.err::println);
                throw new StartFailure(report.missing() + " of " + report.references() + " references are broken.");
            }
            System.out.println(report.references() + " references, all there.");
            if (report.leaked() > 0) {
                System.out.println(report.leaked() + " objects that nothing refers to take room: "
                        + String.join(", ", report.leaks())
                        + (report.leaked() > report.leaks().size() ? ", …" : "") + ".");
            }
        });
    }

    private Fsck.Report report() throws Exception {
        try {
            return OfflineBackups.fsck(dataDir);
        } catch (DataFolder.InUse held) {
            return JsonMapper.shared()
                    .treeToValue(
                            RunningServer.ask(dataDir, "fsck", Map.of(), Duration.ofHours(2))
                                    .orElseThrow(() -> new StartFailure(
                                            "A server holds " + dataDir + " and does not answer; try again.")),
                            Fsck.Report.class);
        }
    }
}
