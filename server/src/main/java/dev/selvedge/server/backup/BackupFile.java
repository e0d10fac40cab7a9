package dev.selvedge.server.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A finished backup. Every read of an entry compares it with its sum. */
public final class BackupFile implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path path;
    private final ZipFile zip;
    private final BackupManifest manifest;

    private BackupFile(Path path, ZipFile zip, BackupManifest manifest) {
        this.path = path;
        this.zip = zip;
        this.manifest = manifest;
    }

    /** @throws BackupFailure when it is none, or was cut off */
    public static BackupFile open(Path path) {
        ZipFile zip = null;
        try {
            zip = new ZipFile(path.toFile());
            ZipEntry entry = zip.getEntry(BackupManifest.NAME);
            if (entry == null) {
                throw new BackupFailure(path + " is no backup of Selvedge.");
            }
            BackupManifest manifest;
            try (InputStream in = zip.getInputStream(entry)) {
                manifest = JSON.readValue(in.readAllBytes(), BackupManifest.class);
            }
            if (manifest.format() > BackupManifest.FORMAT) {
                throw new BackupFailure(path + " was made by a newer version (" + manifest.version() + ").");
            }
            return new BackupFile(path, zip, manifest);
        } catch (IOException | JacksonException e) {
            closeQuietly(zip);
            throw new BackupFailure(path + " cannot be read as a backup: " + e.getMessage() + ".");
        } catch (BackupFailure e) {
            closeQuietly(zip);
            throw e;
        }
    }

    public BackupManifest manifest() {
        return manifest;
    }

    interface Visitor {
        /** What is not read to its end fails the check. */
        void entry(String name, long size, InputStream content) throws IOException;
    }

    /** Goes through all entries; {@link BackupFailure} names the first that is not what was written. */
    void each(Visitor visitor) {
        String current = BackupManifest.SUMS;
        try {
            checkSums();
            long seen = 0;
            try (BufferedReader sums = new BufferedReader(new InputStreamReader(stream(BackupManifest.SUMS), UTF_8))) {
                for (String line = sums.readLine(); line != null; line = sums.readLine()) {
                    String[] parts = line.split(" ", 3);
                    current = parts[2];
                    check(current, parts[0], Long.parseLong(parts[1]), visitor);
                    seen++;
                }
            }
            if (seen != manifest.entries()) {
                throw new BackupFailure(path + " lacks entries: " + seen + " of " + manifest.entries() + ".");
            }
        } catch (IOException e) {
            throw new BackupFailure(path + " is damaged: " + current + " cannot be read (" + e.getMessage() + ").");
        }
    }

    private void checkSums() throws IOException {
        try (InputStream in = stream(BackupManifest.SUMS)) {
            if (!Sums.of(in, java.io.OutputStream.nullOutputStream()).equals(manifest.sums())) {
                throw new BackupFailure(path + " is damaged: its list of sums is not the one that was written.");
            }
        }
    }

    private void check(String name, String expected, long size, Visitor visitor) throws IOException {
        java.security.MessageDigest digest = Sums.sha256();
        try (InputStream in = new java.security.DigestInputStream(stream(name), digest)) {
            visitor.entry(name, size, in);
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        if (!java.util.HexFormat.of().formatHex(digest.digest()).equals(expected)) {
            throw new BackupFailure(path + " is damaged: " + name + " is not what was written.");
        }
    }

    private InputStream stream(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new BackupFailure(path + " is damaged: " + name + " is missing.");
        }
        return zip.getInputStream(entry);
    }

    static String json(BackupManifest manifest) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(manifest);
    }

    private static void closeQuietly(ZipFile zip) {
        if (zip != null) {
            try {
                zip.close();
            } catch (IOException ignored) {
                // the reason that made us close is the one to report
            }
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Size of the file on disk. */
    public long size() throws IOException {
        return Files.size(path);
    }
}
