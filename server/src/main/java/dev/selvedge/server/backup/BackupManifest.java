package dev.selvedge.server.backup;

import java.time.Instant;
import java.util.Map;

/**
 * What a backup says about itself.
 *
 * @param format raised when an older server could misread the file
 * @param version of the server that made it
 * @param rows by table
 * @param entries how many files are in it, this one and the list of sums apart
 * @param sums SHA-256 of the list of sums
 */
public record BackupManifest(
        int format,
        Instant created,
        String version,
        Map<String, Long> rows,
        long objects,
        long objectBytes,
        boolean keys,
        long entries,
        String sums) {

    static final int FORMAT = 1;
    static final String NAME = "manifest.json";
    static final String SUMS = "sums.txt";
    static final String DATABASE = "database.zip";
}
