package dev.selvedge.domain.runs.files;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.ObjectStore.SignedUrl;
import dev.selvedge.domain.objects.ObjectStore.UploadRule;
import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.objects.Placement;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.files.RunFileStore.Upload;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives files of a run a place for their bytes. */
public final class RunFileUploads {

    /** Clients retry an upload for up to 20 minutes a file, and ask for many URLs at once. */
    static final Duration VALID_FOR = Duration.ofHours(24);

    private static final int MOST_AT_ONCE = 10_000;
    private static final UploadRule ANYTHING = new UploadRule(null, null);

    private final RunFileStore files;
    private final FileContents contents;
    private final FileAccess access;
    private final ObjectStore objects;
    private final Placement placement;
    private final Transactions transactions;
    private final Clock clock;

    public RunFileUploads(
            RunFileStore files,
            FileContents contents,
            FileAccess access,
            ObjectStore objects,
            Placement placement,
            Transactions transactions,
            Clock clock) {
        this.files = files;
        this.contents = contents;
        this.access = access;
        this.objects = objects;
        this.placement = placement;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param name as it was asked for; the client compares */
    public record Place(String name, RunFile file, SignedUrl url) {}

    public record Places(Run run, List<Place> places) {}

    /** One place per name, in the order of the names. */
    public Places create(Caller caller, String entity, String project, String run, List<String> names, String baseUrl) {
        Run target = writable(caller, entity, project, run);
        return new Places(target, create(target, names, baseUrl));
    }

    /** As {@link #create}, for a run that was found before. */
    public Place create(Caller caller, Run run, String name, String baseUrl) {
        access.requireWrite(caller, run);
        return create(run, List.of(name), baseUrl).getFirst();
    }

    private List<Place> create(Run run, List<String> names, String baseUrl) {
        if (names.size() > MOST_AT_ONCE) {
            throw Fault.tooLarge("At most " + MOST_AT_ONCE + " files at once");
        }
        List<String> kept = names.stream().map(FileNames::check).toList();
        Instant now = clock.instant();
        Optional<PlaceId> place = placement.of(run.project());
        return transactions.inTransaction(() -> {
            Map<String, RunFile> opened = files.open(run.id(), kept);
            List<Upload> uploads = new ArrayList<>();
            List<Place> places = new ArrayList<>();
            for (int i = 0; i < kept.size(); i++) {
                RunFile file = opened.get(kept.get(i));
                Upload upload = new Upload(file.id(), FileKeys.fresh(place, run.id()), now);
                uploads.add(upload);
                places.add(
                        new Place(names.get(i), file, objects.presignPut(baseUrl, upload.key(), ANYTHING, VALID_FOR)));
            }
            files.addUploads(uploads);
            return places;
        });
    }

    /** The client says that these uploads have ended. */
    public void markUploaded(Caller caller, String entity, String project, String run, List<String> names) {
        contents.markUploaded(writable(caller, entity, project, run).id(), names);
    }

    private Run writable(Caller caller, String entity, String project, String name) {
        caller.requireSignedIn();
        Run run = access.find(caller, entity, project, name)
                .orElseThrow(() -> Fault.notFound("There is no run " + entity + "/" + project + "/" + name));
        access.requireWrite(caller, run);
        return run;
    }
}
