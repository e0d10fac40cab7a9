package dev.selvedge.storage.objects.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.domain.objects.ObjectStore.Part;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Hash;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The parts of one unfinished upload and the key they are for. */
final class PartFolder {

    private static final String KEY_FILE = "key";

    private final Path folder;

    PartFolder(Path folder) {
        this.folder = folder;
    }

    boolean exists() {
        return Files.isDirectory(folder);
    }

    void create(String key) throws IOException {
        Durable.createFolders(folder);
        Path file = folder.resolve(KEY_FILE);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            out.write(UTF_8.encode(key));
            Durable.force(out);
        }
        Durable.forceFolder(folder);
    }

    void require(String key) throws IOException {
        if (!exists() || !Files.readString(folder.resolve(KEY_FILE)).equals(key)) {
            throw Fault.notFound("There is no such multipart upload; it was completed, aborted, or has expired");
        }
    }

    Path part(int number) {
        return folder.resolve(Integer.toString(number));
    }

    /** Refuses unless each part is here with the ETag it was answered with. */
    void check(List<Part> parts) throws IOException {
        if (parts.isEmpty()) {
            throw Fault.invalid("A multipart upload needs at least one part");
        }
        int last = 0;
        for (Part part : parts) {
            if (part.number() <= last) {
                throw Fault.invalid("Parts must be listed in ascending order, each once");
            }
            last = part.number();
            Path file = part(part.number());
            if (!Files.exists(file)) {
                throw Fault.invalid("Part " + part.number() + " has not been uploaded");
            }
            if (!etag(file).equals(bare(part.etag()))) {
                throw Fault.invalid("Part " + part.number() + " was uploaded with another ETag than " + part.etag());
            }
        }
    }

    /** As object stores name a joined object: the MD5 of its parts' MD5s and their number. */
    static String joinedEtag(List<Part> parts) {
        MessageDigest sum = Hash.MD5.begin();
        parts.forEach(part -> sum.update(HexFormat.of().parseHex(bare(part.etag()))));
        return HexFormat.of().formatHex(sum.digest()) + "-" + parts.size();
    }

    private static String bare(String etag) {
        return etag.length() > 1 && etag.startsWith("\"") && etag.endsWith("\"")
                ? etag.substring(1, etag.length() - 1)
                : etag;
    }

    private static String etag(Path file) throws IOException {
        String known = EtagFile.read(file, Files.readAttributes(file, BasicFileAttributes.class));
        return known == null ? EtagFile.compute(file) : known;
    }

    void join(List<Part> parts, Path into) throws IOException {
        try (FileChannel out = FileChannel.open(into, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (Part part : parts) {
                try (FileChannel in = FileChannel.open(part(part.number()), StandardOpenOption.READ)) {
                    for (long at = 0, size = in.size(); at < size; ) {
                        at += in.transferTo(at, size - at, out);
                    }
                }
            }
            Durable.force(out);
        } catch (IOException e) {
            throw Durable.explain(e);
        }
    }

    /** When the newest file was written, to tell an upload that goes on from one that was given up. */
    long lastTouchedMillis() throws IOException {
        try (Stream<Path> files = Files.walk(folder, 1)) {
            return files.mapToLong(file -> file.toFile().lastModified()).max().orElse(0);
        }
    }

    void delete() throws IOException {
        if (!exists()) {
            return;
        }
        // the key file goes last: until then the folder can still be recognised and deleted again
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> !f.endsWith(KEY_FILE)).toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder.resolve(KEY_FILE));
        Files.deleteIfExists(folder);
    }
}
