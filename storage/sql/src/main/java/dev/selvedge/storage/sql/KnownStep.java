package dev.selvedge.storage.sql;

import org.flywaydb.core.api.MigrationInfo;

/** A step of the schema as a database notes it: as long as all of it is the same, the step is done and unchanged. */
record KnownStep(String version, String description, String script, int checksum) {

    private static final String SEPARATOR = "\t";

    static KnownStep of(MigrationInfo step) {
        return new KnownStep(
                step.getVersion().getVersion(), step.getDescription(), step.getScript(), step.getChecksum());
    }

    static KnownStep parse(String line) {
        String[] parts = line.split(SEPARATOR, -1);
        return new KnownStep(parts[0], parts[1], parts[2], Integer.parseInt(parts[3]));
    }

    String line() {
        return String.join(SEPARATOR, version, description, script, Integer.toString(checksum));
    }
}
