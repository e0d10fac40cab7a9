package dev.selvedge.server.backup.sets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.server.backup.BackupFailure;
import dev.selvedge.server.backup.Sums;
import dev.selvedge.storage.sql.backups.Table;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;

/** A finished set. Every read is compared with its sum. */
final class SetReader {

    private final Place place;
    private final SetManifest manifest;
    private final Map<String, Transfer.Content> files;

    private SetReader(Place place, SetManifest manifest, Map<String, Transfer.Content> files) {
        this.place = place;
        this.manifest = manifest;
        this.files = files;
    }

    /** @throws BackupFailure when it is not there, or not to be trusted */
    static SetReader open(Place place, String id) {
        try {
            SetManifest manifest = Json.manifest(all(place, id, SetManifest.NAME));
            if (manifest.format() > SetManifest.FORMAT) {
                throw new BackupFailure(
                        "The backup " + id + " was made by a newer version (" + manifest.version() + ").");
            }
            byte[] sums = all(place, id, SetManifest.SUMS);
            if (!Sums.of(new ByteArrayInputStream(sums), OutputStream.nullOutputStream())
                    .equals(manifest.sums())) {
                throw new BackupFailure(
                        "The backup " + id + " is damaged: its list of sums is not the one that was written.");
            }
            Map<String, Transfer.Content> files = new LinkedHashMap<>();
            new String(sums, UTF_8).lines().forEach(line -> {
                String[] parts = line.split(" ", 3);
                files.put(parts[2], new Transfer.Content(parts[0], Long.parseLong(parts[1])));
            });
            return new SetReader(place, manifest, files);
        } catch (IOException | JacksonException e) {
            throw unreadable(id, e);
        }
    }

    static BackupFailure unreadable(String id, Exception e) {
        if (e instanceof NoSuchFileException) {
            return new BackupFailure("The backup " + id + " is damaged: " + e.getMessage() + " is missing.");
        }
        return new BackupFailure("The backup " + id + " is damaged or cannot be read: "
                + (e.getMessage() == null ? e.toString() : e.getMessage()) + ".");
    }

    private static byte[] all(Place place, String id, String name) throws IOException {
        try (InputStream in = place.store().get(Place.file(id, name))) {
            return in.readAllBytes();
        }
    }

    SetManifest manifest() {
        return manifest;
    }

    Place place() {
        return place;
    }

    /** Names and contents of everything but the list of sums and the manifest. */
    Map<String, Transfer.Content> files() {
        return files;
    }

    /** Fails at its end when it is not what was written. */
    CheckedInput open(String name) throws IOException {
        Transfer.Content content = files.get(name);
        if (content == null) {
            throw new NoSuchFileException(name);
        }
        return new CheckedInput(place.store().get(Place.file(manifest.id(), name)), Sums.sha256(), content.sum(), name);
    }

    List<Table> tables() throws IOException {
        try (CheckedInput in = open(SetManifest.SCHEMA)) {
            return Json.tables(in.readAllBytes());
        }
    }

    /** The files of a table's rows in their order. */
    List<String> rows(Table table) {
        String prefix = SetManifest.DATABASE + table.name() + "/";
        return files.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    interface Objects {
        void object(String key, Transfer.Content content) throws IOException;
    }

    /** Every object of the set, in order of keys. */
    void objects(Objects visitor) throws IOException {
        for (String name : files.keySet()) {
            if (name.startsWith(SetManifest.LISTS)) {
                try (CheckedInput raw = open(name);
                        BufferedReader lines =
                                new BufferedReader(new InputStreamReader(new GZIPInputStream(raw), UTF_8))) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        int key = line.indexOf(' ', line.indexOf(' ') + 1);
                        visitor.object(line.substring(key + 1), Transfer.Content.parse(line.substring(0, key)));
                    }
                    raw.finish();
                }
            }
        }
    }
}
