package dev.selvedge.operator.reconcile;

import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found in the cluster.
 *
 * @param missing Secrets' keys that the resource refers to and that are not there
 * @param connections fingerprint of the others' contents
 * @param keys whether the installation's own keys were made
 * @param jobs migrations and examinations by name
 * @param claim of an installation that keeps everything on one volume
 */
public record Facts(
        Instant now,
        List<SecretKeySelector> missing,
        String connections,
        boolean keys,
        Optional<Rollout> app,
        Optional<Rollout> worker,
        Map<String, Work> jobs,
        Entrance entrance,
        Optional<Claim> claim,
        List<Backup> backups,
        Optional<String> restore) {

    /**
     * A Deployment.
     *
     * @param current whether the controller has seen the newest form of it
     * @param late whether Kubernetes gave up waiting for it
     * @param trouble what its pods say, or nothing
     */
    public record Rollout(
            String version,
            boolean current,
            int wanted,
            int updated,
            int total,
            int available,
            boolean late,
            int restarts,
            String trouble) {

        public boolean complete() {
            return current && updated >= wanted && total == updated && available >= wanted;
        }
    }

    /** A Job and what its containers said. */
    public record Work(Phase phase, Optional<Instant> finished, Map<String, Finding> findings) {

        public String said() {
            return findings.values().stream()
                    .filter(each -> each.code() != 0)
                    .map(Finding::message)
                    .filter(text -> !text.isBlank())
                    .findFirst()
                    .orElse("its pod left no message");
        }
    }

    public enum Phase {
        RUNNING,
        SUCCEEDED,
        FAILED
    }

    public record Finding(int code, String message) {}

    /**
     * The way in.
     *
     * @param addresses that the controller gave the Ingress: of IP, or names
     * @param classKnown empty when the operator may not read classes
     * @param certificate empty when its Secret is not there
     * @param names where each host and each of those addresses leads; absent = nobody answered
     */
    public record Entrance(
            List<String> addresses,
            Optional<Boolean> classKnown,
            Optional<Certificate> certificate,
            Map<String, List<String>> names) {}

    /**
     * A PersistentVolumeClaim.
     *
     * @param storageClass that it names; empty = the cluster's default
     * @param classKnown whether that is there; empty when the operator may not read classes or need not
     */
    public record Claim(String name, Optional<String> storageClass, boolean bound, Optional<Boolean> classKnown) {}

    public record Certificate(Optional<String> unreadable, Instant until, List<String> names) {}

    public record Backup(String name, String phase, Optional<Instant> succeeded, String why) {}
}
