package dev.selvedge.server.backup.sets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.server.backup.Sums;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes the files of a set, then their sums, then the manifest, without which it is none. */
final class SetWriter {

    private static final int LINES_OF_A_LIST = 100_000;

    private final Place place;
    private final String id;
    private final StringBuilder sums = new StringBuilder();

    SetWriter(Place place, String id) {
        this.place = place;
        this.id = id;
    }

    void add(String name, Path file) throws IOException {
        long size = Files.size(file);
        try (InputStream in = Files.newInputStream(file)) {
            place.store().put(Place.file(id, name), in, size);
        }
        sums.append(Sums.of(file))
                .append(' ')
                .append(size)
                .append(' ')
                .append(name)
                .append('\n');
    }

    void add(String name, byte[] content) throws IOException {
        put(name, content);
        sums.append(sum(content))
                .append(' ')
                .append(content.length)
                .append(' ')
                .append(name)
                .append('\n');
    }

    private void put(String name, byte[] content) throws IOException {
        place.store().put(Place.file(id, name), new ByteArrayInputStream(content), content.length);
    }

    private static String sum(byte[] content) throws IOException {
        return Sums.of(new ByteArrayInputStream(content), java.io.OutputStream.nullOutputStream());
    }

    /** Writes the lists of objects; returns how many bytes these have. */
    long addObjects(ObjectIndex objects, Path scratch) throws IOException {
        long[] bytes = new long[1];
        var entries = objects.iterator();
        for (int number = 1; entries.hasNext(); number++) {
            Path file = scratch.resolve("list");
            try (BufferedWriter out = new BufferedWriter(
                    new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), UTF_8))) {
                for (int line = 0; line < LINES_OF_A_LIST && entries.hasNext(); line++) {
                    var entry = entries.next();
                    out.write(entry.getValue() + " " + entry.getKey() + "\n");
                    bytes[0] += Transfer.Content.parse(entry.getValue()).size();
                }
            }
            add(SetManifest.LISTS + number + ".gz", file);
            Files.delete(file);
        }
        return bytes[0];
    }

    /** A line for each object that is not as it should be: all of them, when the wrong bucket was named. */
    void addProblems(ObjectIndex problems, Path scratch) throws IOException {
        Path file = scratch.resolve("problems");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            problems.each((key, what) -> out.write(key + " " + what + "\n"));
        }
        add(SetManifest.PROBLEMS, file);
        Files.delete(file);
    }

    /** The list of sums; returns its own. */
    String endSums() throws IOException {
        byte[] content = sums.toString().getBytes(UTF_8);
        put(SetManifest.SUMS, content);
        return sum(content);
    }

    void end(SetManifest manifest) throws IOException {
        put(SetManifest.NAME, Json.bytes(manifest));
    }
}
