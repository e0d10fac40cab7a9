package dev.selvedge.server;

import dev.selvedge.domain.runs.RunLimits;
import dev.selvedge.domain.runs.history.Histories;
import dev.selvedge.server.backends.DatabaseSettings;
import dev.selvedge.server.backends.RedisSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Everything that can be configured, under {@code selvedge.*} (environment: {@code SELVEDGE_…}). An unknown key stops
 * the start. See {@link SettingsConfiguration}.
 *
 * @param mode {@code production} refuses what an installation of several servers would lose data with
 * @param secret what the keys of the installation are derived from; empty = they are made and kept beside the data
 * @param dataDir folder of the embedded database, the local objects and the server's keys
 * @param host external URL of the server as clients and browsers see it; empty = what each request used
 * @param localRestore makes an administrator for as long as it is set and logs how to sign in, for those locked out
 * @param roles what this process does; a process of an installation with several of them may do less than all
 * @param trustedProxies addresses and networks whose {@code X-Forwarded-*} is believed
 * @param testFixtures lets the administration API set API keys chosen by the caller; for tests and migrations only
 */
public record Settings(
        Mode mode,
        String secret,
        Path dataDir,
        String host,
        boolean testFixtures,
        boolean localRestore,
        Set<Role> roles,
        DatabaseSettings database,
        RedisSettings redis,
        Limits limits,
        Operations operations,
        Tracing tracing,
        List<String> trustedProxies,
        People people,
        Audit audit,
        Runs runs,
        Objects objects,
        Files files,
        History history,
        Backup backup,
        Automations automations,
        Webhooks webhooks,
        Secrets secrets,
        Mail mail) {

    /** What the installation is for. */
    public enum Mode {
        EMBEDDED,
        PRODUCTION
    }

    /**
     * What is answered with 429 when it is more, each second; 0 = no limit.
     *
     * @param filestreamCount requests of file streams per project
     * @param filestreamSize bytes of them per project
     * @param filestreamPerRunCount requests of one run
     * @param runUpdateCount starts and changes of runs per project
     */
    public record Limits(
            @DefaultValue("0") long filestreamCount,
            @DefaultValue("0") long filestreamSize,
            @DefaultValue("0") long filestreamPerRunCount,
            @DefaultValue("0") long runUpdateCount) {

        public RunLimits.Amounts amounts() {
            return new RunLimits.Amounts(filestreamCount, filestreamSize, filestreamPerRunCount, runUpdateCount);
        }
    }

    /**
     * @param port where {@code /metrics} and the probes listen too; unset = nowhere
     * @param address and on which address
     * @param drain how long {@code /ready} says no before a stopping server closes its port
     * @param requestLog one line in the log for each request
     */
    public record Operations(
            Integer port,
            @DefaultValue("127.0.0.1") String address,
            @DefaultValue("0s") Duration drain,
            @DefaultValue("false") boolean requestLog) {}

    /** @param endpoint of an OTLP receiver, {@code http://collector:4318}; empty = no traces. The rest is set by OTEL_* */
    public record Tracing(@DefaultValue("") String endpoint) {}

    /**
     * @param signUpOpen whether strangers may make accounts once there is an administrator
     * @param sessionLength how long a browser stays signed in
     * @param personalProjects whether people begin projects outside of any team
     */
    public record People(
            @DefaultValue("true") boolean signUpOpen,
            @DefaultValue("30d") Duration sessionLength,
            @DefaultValue("true") boolean personalProjects) {}

    /**
     * @param keep how long the audit log is kept; 0 = there is none
     * @param copy whether it is written to the object store, too
     */
    public record Audit(
            @DefaultValue("400d") Duration keep,
            @DefaultValue("true") boolean copy) {}

    /** @param crashAfter a running run without any sign of life for this long is marked crashed */
    public record Runs(@DefaultValue("5m") Duration crashAfter) {}

    /**
     * @param bucket {@code s3://bucket} or {@code s3://key:secret@host:port/bucket?tls=true&region=…}; empty = files in a
     *     folder
     * @param folder that folder; unset = below the data folder. Servers that share a database must all mount it
     * @param proxy bytes pass through the server, for clients that cannot reach the bucket
     * @param openReferences folders of buckets ({@code s3://bucket/folder}) to which the server signs links for readers of
     *     a version that refers there; empty = none
     */
    public record Objects(
            @DefaultValue("") String bucket,
            Path folder,
            @DefaultValue("false") boolean proxy,
            @DefaultValue({}) List<String> openReferences) {}

    /**
     * @param target where backups of an installation with MySQL go: an address like the bucket's, or a folder
     * @param offsite a second such place, elsewhere, that each finished backup is copied to; empty = none
     */
    public record Backup(
            @DefaultValue("") String target,
            @DefaultValue("") String offsite) {

        /** Without credentials: settings end up in messages. */
        @Override
        public String toString() {
            return "Backup[" + (target.isBlank() ? "off" : "on") + "]";
        }
    }

    /** @param keptAfterDeletion files of a deleted run stay this long, so that restoring it brings them back */
    public record Files(@DefaultValue("7d") Duration keptAfterDeletion) {}

    /** @param keepHistory what became of a firing can be seen this long */
    public record Automations(@DefaultValue("90d") Duration keepHistory) {}

    /**
     * @param allowHosts names, {@code *.suffixes} and networks that web hooks may reach although they lie inside: by
     *     default they reach public addresses only
     */
    public record Webhooks(@DefaultValue List<String> allowHosts) {}

    /** @param store where the values of teams' secrets are, {@code kind://prefix?…}; empty = sealed in the database */
    public record Secrets(@DefaultValue("") String store) {}

    /**
     * @param sink {@code smtp://user:password@host:port} or {@code smtps://…}; without it and a host there is no mail
     * @param from address that mails come from
     * @param host with port, user and password: the same in parts
     */
    public record Mail(
            @DefaultValue("") String sink,
            @DefaultValue("") String from,
            @DefaultValue("") String host,
            @DefaultValue("587") int port,
            @DefaultValue("") String user,
            @DefaultValue("") String password) {

        /** Without credentials: settings end up in messages. */
        @Override
        public String toString() {
            return "Mail[" + (sink.isBlank() && host.isBlank() ? "off" : "on") + "]";
        }
    }

    /**
     * @param cache heap for decoded rows
     * @param sealAfter rows of a live run are sealed once they are this old
     * @param sealSize or once there is this much text of them
     */
    public record History(
            @DefaultValue("256MB") DataSize cache,
            @DefaultValue("30m") Duration sealAfter,
            @DefaultValue("48MB") DataSize sealSize) {

        public Histories.SealPolicy sealing() {
            return new Histories.SealPolicy(sealAfter, Histories.SealPolicy.DEFAULT.afterEnd(), sealSize.toBytes());
        }
    }
}
