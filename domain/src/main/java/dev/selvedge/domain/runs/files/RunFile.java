package dev.selvedge.domain.runs.files;

import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.runs.RunId;
import java.time.Instant;

/**
 * One name of a run.
 *
 * @param content null until a first upload has arrived
 */
public record RunFile(FileId id, RunId run, String name, Content content) {

    public RunFile {
        requireNonNull(id);
        requireNonNull(run);
        requireNonNull(name);
    }

    /** @param md5 16 bytes in base64, or null where the store does not know it */
    public record Content(String key, long size, String md5, String mimetype, Instant updatedAt) {}

    public boolean isThere() {
        return content != null;
    }
}
