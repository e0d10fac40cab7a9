package dev.selvedge.server.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the file: entries one by one, then their sums, then the manifest, without which it is no backup. */
final class BackupWriter implements AutoCloseable {

    private final Path sumsFile;
    private final OutputStream raw;
    private final ZipOutputStream zip;
    private final BufferedWriter sums;
    private long entries;

    BackupWriter(Path file, Path scratch) throws IOException {
        // it holds the keys of the installation
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        raw = Files.newOutputStream(file, StandardOpenOption.WRITE);
        zip = new ZipOutputStream(new BufferedOutputStream(raw, 1 << 16));
        // objects are images, archives and Parquet: packing them again costs much and wins little
        zip.setLevel(Deflater.BEST_SPEED);
        sumsFile = scratch.resolve(BackupManifest.SUMS);
        sums = Files.newBufferedWriter(sumsFile);
    }

    /** The size. */
    long add(String name, Path source) throws IOException {
        MessageDigest digest = Sums.sha256();
        long size;
        try (InputStream in = new DigestInputStream(Files.newInputStream(source), digest)) {
            zip.putNextEntry(new ZipEntry(name));
            size = in.transferTo(zip);
            zip.closeEntry();
        }
        sums.write(HexFormat.of().formatHex(digest.digest()) + " " + size + " " + name + "\n");
        entries++;
        return size;
    }

    long entries() {
        return entries;
    }

    /** Ends the list of sums; its own sum goes into the manifest. */
    String endSums() throws IOException {
        sums.close();
        zip.putNextEntry(new ZipEntry(BackupManifest.SUMS));
        Files.copy(sumsFile, zip);
        zip.closeEntry();
        return Sums.of(sumsFile);
    }

    void end(String manifest) throws IOException {
        zip.putNextEntry(new ZipEntry(BackupManifest.NAME));
        zip.write(manifest.getBytes(UTF_8));
        zip.closeEntry();
        zip.finish();
        zip.flush();
    }

    @Override
    public void close() throws IOException {
        sums.close();
        zip.close();
    }
}
