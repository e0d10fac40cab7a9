package dev.selvedge.storage.objects.gcs;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.ComposeRequest;
import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.ObjectStore.Meta;
import dev.selvedge.domain.objects.ObjectStore.Part;
import dev.selvedge.platform.Fault;
import dev.selvedge.storage.objects.remote.OpenUploads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Uploads in parts: each part is an object {@code multipart-uploads/<id>/<number>-<md5>}, so the same part sent again
 * replaces itself, and joining names exactly the parts that the caller means. The store composes 32 objects at once;
 * more are composed in levels.
 */
final class GcsUploads {

    /** Metadata of a joined object: its ETag in the form that S3 made usual, and the upload it came from. */
    static final String PARTS_ETAG = "partsetag";

    private static final String UPLOAD = "upload";
    private static final int MOST_AT_ONCE = 32;

    private final Storage storage;
    private final GcsLocation location;
    private final ObjectStore store;
    private final OpenUploads open;

    GcsUploads(Storage storage, GcsLocation location, ObjectStore store, OpenUploads open) {
        this.storage = storage;
        this.location = location;
        this.store = store;
        this.open = open;
    }

    static String part(String id, int number, String md5) {
        return OpenUploads.FOLDER + id + "/" + number + "-" + md5;
    }

    void complete(String key, String id, List<Part> parts) throws IOException {
        String contentType;
        try {
            contentType = open.contentType(key, id);
        } catch (Fault closed) {
            if (isResultOf(key, id)) {
                return;
            }
            throw closed;
        }
        List<String> names = parts.stream()
                .map(part -> part(id, part.number(), OpenUploads.md5(part)))
                .toList();
        requireAll(id, names);
        for (int level = 1; names.size() > MOST_AT_ONCE; level++) {
            names = joinedInGroups(id, level, names);
        }
        BlobInfo.Builder target = BlobInfo.newBuilder(location.bucket(), location.prefix() + key)
                .setMetadata(Map.of(UPLOAD, id, PARTS_ETAG, OpenUploads.etag(parts)));
        if (contentType != null) {
            target.setContentType(contentType);
        }
        compose(names, target.build());
        remove(id);
    }

    private void requireAll(String id, List<String> names) throws IOException {
        try (Stream<Meta> found = store.list(OpenUploads.FOLDER + id + "/")) {
            Set<String> present = found.map(Meta::key).collect(Collectors.toSet());
            if (!present.containsAll(names)) {
                throw Fault.invalid("The parts cannot be joined: one is missing or differs from its checksum");
            }
        }
    }

    private List<String> joinedInGroups(String id, int level, List<String> names) {
        List<String> joined = new ArrayList<>();
        for (int from = 0; from < names.size(); from += MOST_AT_ONCE) {
            String name = OpenUploads.FOLDER + id + "/level-" + level + "-" + joined.size();
            BlobInfo target = BlobInfo.newBuilder(location.bucket(), location.prefix() + name)
                    .build();
            compose(names.subList(from, Math.min(from + MOST_AT_ONCE, names.size())), target);
            joined.add(name);
        }
        return joined;
    }

    private void compose(List<String> keys, BlobInfo target) {
        ComposeRequest.Builder request = ComposeRequest.newBuilder().setTarget(target);
        keys.forEach(key -> request.addSource(location.prefix() + key));
        storage.compose(request.build());
    }

    private boolean isResultOf(String key, String id) {
        Blob found = storage.get(location.bucket(), location.prefix() + key);
        return found != null
                && found.getMetadata() != null
                && id.equals(found.getMetadata().get(UPLOAD));
    }

    /** The parts last: without the mark nobody joins them any more. */
    void remove(String id) throws IOException {
        open.end(id);
        try (Stream<Meta> parts = store.list(OpenUploads.FOLDER + id + "/")) {
            store.delete(parts.map(Meta::key).toList());
        }
    }
}
