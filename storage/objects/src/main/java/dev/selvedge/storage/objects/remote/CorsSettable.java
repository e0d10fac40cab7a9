package dev.selvedge.storage.objects.remote;

import java.io.IOException;

/** A store whose bucket can be told which pages may use it. */
public interface CorsSettable {

    /** Lets pages of {@code origin} upload and download, and nobody else's. Replaces what was allowed before. */
    void allowOrigin(String origin) throws IOException;
}
