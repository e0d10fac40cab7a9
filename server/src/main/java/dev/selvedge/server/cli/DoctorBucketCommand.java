package dev.selvedge.server.cli;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.server.Settings;
import dev.selvedge.server.SettingsReader;
import dev.selvedge.server.StartFailure;
import dev.selvedge.server.rooms.Buckets;
import dev.selvedge.server.rooms.TeamBucketDoctor;
import dev.selvedge.storage.objects.remote.BucketDoctor;
import dev.selvedge.storage.objects.remote.CorsSettable;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks of the configured bucket what the server, training machines and browsers will ask of it. */
@Command(
        name = "bucket",
        description =
                "Check access, signed links, parts and CORS of the configured bucket and of those of teams, as clients see them.",
        mixinStandardHelpOptions = true)
final class DoctorBucketCommand implements Callable<Integer> {

    @Option(
            names = "--origin",
            description = "Address of the pages, as browsers see it (default: selvedge.host).",
            paramLabel = "URL")
    private String origin;

    @Option(names = "--set-cors", description = "First let pages of that address use the bucket, and no others.")
    private boolean setCors;

    @Override
    public Integer call() {
        try {
            return examine(SettingsReader.read(SettingsReader.silent()));
        } catch (StartFailure | IOException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private int examine(Settings settings) throws IOException {
        String bucket = settings.objects().bucket();
        String pages = (origin != null ? origin : settings.host()).replaceFirst("/+$", "");
        if (settings.objects().proxy()) {
            System.out.println(
                    "selvedge.objects.proxy: bytes pass through the server, so clients need no way to the bucket.");
            pages = "";
        } else if (pages.isEmpty()) {
            System.out.println("Without selvedge.host or --origin nothing can be said about browsers (CORS).");
        }
        boolean bad = !bucket.isBlank() && own(bucket, pages);
        List<TeamBucketDoctor.Report> teams = TeamBucketsOfDoctor.ask(settings, pages, setCors && !pages.isEmpty());
        for (TeamBucketDoctor.Report each : teams) {
            System.out.println("The bucket of a team, " + each.location() + ":");
            for (TeamBucketDoctor.Found finding : each.findings()) {
                bad |= tell(finding.what(), finding.trouble());
            }
        }
        if (bucket.isBlank() && teams.isEmpty()) {
            throw new StartFailure("No bucket is configured; set selvedge.objects.bucket.");
        }
        System.out.println(bad ? "Not fit as it is." : "Fit for production.");
        return bad ? 1 : 0;
    }

    /** Whether something is unfit. */
    private boolean own(String bucket, String pages) throws IOException {
        ObjectStore store = Buckets.open(bucket, new UrlSigner(new byte[32], null, Clock.systemUTC()));
        if (setCors) {
            allow(store, pages);
        }
        boolean bad = false;
        for (BucketDoctor.Finding finding : BucketDoctor.examine(store, pages)) {
            bad |= tell(finding.what(), finding.trouble().orElse(null));
        }
        return bad;
    }

    private static boolean tell(String what, String troubleOrNull) {
        System.out.printf(
                "%-5s %-34s %s%n",
                troubleOrNull != null ? "bad" : "good", what, troubleOrNull != null ? troubleOrNull : "");
        return troubleOrNull != null;
    }

    private static void allow(ObjectStore store, String pages) throws IOException {
        if (pages.isEmpty()) {
            throw new StartFailure("--set-cors needs the address of the pages: selvedge.host or --origin.");
        }
        if (!(store instanceof CorsSettable settable)) {
            throw new StartFailure("The CORS rules of this kind of bucket are set with its provider's own tools:"
                    + " allow GET, HEAD and PUT with any header from " + pages + " and expose ETag.");
        }
        settable.allowOrigin(pages);
        System.out.println("Pages of " + pages + " may now use the bucket.");
    }
}
