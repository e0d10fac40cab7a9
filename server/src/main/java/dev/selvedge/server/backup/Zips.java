package dev.selvedge.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The database's own copy is a ZIP of its files. */
final class Zips {

    private Zips() {}

    static void unpack(Path zip, Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(zip)) {
            unpack(in, folder);
        }
    }

    static void unpack(InputStream in, Path folder) throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            Path file = folder.resolve(entry.getName()).normalize();
            if (!file.startsWith(folder)) {
                throw new IOException("An entry leaves its folder: " + entry.getName());
            }
            Files.copy(zip, file);
        }
    }
}
