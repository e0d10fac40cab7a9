package dev.selvedge.server;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything that can be configured, under {@code selvedge.*} (environment: {@code SELVEDGE_…}). An unknown key stops
 * the start.
 *
 * @param dataDir folder of the embedded database, the local objects and the server's keys
 * @param host external URL of the server as clients and browsers see it; empty = what each request used
 * @param testFixtures lets the administration API set API keys chosen by the caller; for tests and migrations only
 */
@ConfigurationProperties(prefix = "selvedge", ignoreUnknownFields = false)
public record Settings(
        @DefaultValue("selvedge-data") Path dataDir,
        @DefaultValue("") String host,
        @DefaultValue("false") boolean testFixtures,
        @DefaultValue Runs runs) {

    /** @param crashAfter a running run without any sign of life for this long is marked crashed */
    public record Runs(@DefaultValue("5m") Duration crashAfter) {}
}
