package dev.selvedge.server.backup.sets;

import java.time.Instant;
import java.util.Map;

/**
 * What a set says about itself; written last, so a set without it was cut off.
 *
 * @param format raised when an older version could misread the set
 * @param created when the snapshot of the database was taken
 * @param version of the program that made it
 * @param engine product of the database
 * @param rows by table
 * @param objects how many the set refers to
 * @param problems objects that the installation itself lacked or had in another size
 * @param sums SHA-256 of the list of sums
 */
public record SetManifest(
        int format,
        String id,
        Instant created,
        String version,
        String engine,
        Map<String, Long> rows,
        long objects,
        long objectBytes,
        long problems,
        String sums) {

    static final int FORMAT = 1;
    static final String NAME = "manifest.json";
    static final String SUMS = "sums.txt";
    static final String SCHEMA = "schema.json";
    static final String PROBLEMS = "problems.txt";
    static final String LISTS = "objects/";
    static final String DATABASE = "database/";
}
