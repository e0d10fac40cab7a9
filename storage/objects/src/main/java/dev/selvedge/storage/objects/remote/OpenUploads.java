package dev.selvedge.storage.objects.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.ObjectStore.Meta;
import dev.selvedge.domain.objects.ObjectStore.Part;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Hash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Uploads in parts for stores that have none of their own: a small object {@code multipart-uploads/<id>/open} says that
 * one is open, for which key and with which content type.
 */
public final class OpenUploads {

    /** Keys below it are no content: stores leave them out of their lists. */
    public static final String FOLDER = "multipart-uploads/";

    private static final String OPEN = "/open";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ObjectStore store;

    public OpenUploads(ObjectStore store) {
        this.store = store;
    }

    public String begin(String key, String contentType) throws IOException {
        String id = HexFormat.of().toHexDigits(RANDOM.nextLong());
        byte[] about = (key + "\n" + (contentType == null ? "" : contentType)).getBytes(UTF_8);
        store.put(FOLDER + id + OPEN, new ByteArrayInputStream(about), about.length);
        return id;
    }

    /**
     * The content type of the upload, or null.
     *
     * @throws Fault NOT_FOUND unless it is open and for this key
     */
    public String contentType(String key, String id) throws IOException {
        if (!id.matches("[0-9a-f]{16}")) {
            throw closed();
        }
        try (InputStream in = store.get(FOLDER + id + OPEN)) {
            String[] lines = new String(in.readAllBytes(), UTF_8).split("\n", -1);
            if (!lines[0].equals(key)) {
                throw closed();
            }
            return lines[1].isEmpty() ? null : lines[1];
        } catch (NoSuchFileException absent) {
            throw closed();
        }
    }

    public void end(String id) throws IOException {
        store.delete(List.of(FOLDER + id + OPEN));
    }

    /** Everything below the folder that is older, parts that were left over included. */
    public void removeStartedBefore(Instant time) throws IOException {
        try (Stream<Meta> found = store.list(FOLDER)) {
            store.delete(found.filter(each -> each.modified().isBefore(time))
                    .map(Meta::key)
                    .toList());
        }
    }

    private static Fault closed() {
        return Fault.notFound("There is no such multipart upload; it was completed, aborted, or has expired");
    }

    /** The MD5 of a part, from its ETag with or without quotes. */
    public static String md5(Part part) {
        String etag = part.etag().replace("\"", "");
        if (!etag.matches("[0-9a-f]{32}")) {
            throw Fault.invalid("The parts cannot be joined: part " + part.number() + " has no checksum");
        }
        return etag;
    }

    /** What S3 answers as the ETag of joined parts: the MD5 of their MD5s, and how many there are. */
    public static String etag(List<Part> parts) {
        MessageDigest all = Hash.MD5.begin();
        parts.forEach(part -> all.update(HexFormat.of().parseHex(md5(part))));
        return HexFormat.of().formatHex(all.digest()) + "-" + parts.size();
    }
}
