package dev.selvedge.server.doctor;

import dev.selvedge.storage.coordination.redis.RedisAddress;
import dev.selvedge.storage.coordination.redis.RedisDoctor;
import dev.selvedge.storage.sql.MySqlDoctor.Finding;
import java.util.List;
import java.util.Map;

/** Whether a Redis is what several servers need: version 7, one that takes writes, and a short way to it. */
public final class RedisFindings {

    private static final int OLDEST = 7;

    private RedisFindings() {}

    public static List<Finding> examine(RedisAddress address) {
        Findings findings = new Findings();
        RedisDoctor.Report report;
        try {
            report = RedisDoctor.examine(address);
        } catch (RuntimeException e) {
            findings.bad(
                    "connection", Findings.reason(e), "servers cannot reach " + address + " with these credentials");
            return findings.all();
        }
        findings.good("connection", address.toString());
        Map<String, String> facts = report.facts();
        String version = facts.getOrDefault("redis_version", "unknown");
        if (version.matches("\\d+\\..*") && Integer.parseInt(version.substring(0, version.indexOf('.'))) >= OLDEST) {
            findings.good("version", version);
        } else {
            findings.advice("version", version, "the reference architecture asks for Redis 7");
        }
        String role = facts.getOrDefault("role", "master");
        if (role.equals("master")) {
            findings.good("role", "primary");
        } else {
            findings.bad(
                    "role",
                    role,
                    "this is a replica, which takes no writes; name the primary, or its Sentinels (master=…)");
        }
        if (address.tls()) {
            findings.good("encryption", "TLS");
        } else {
            findings.advice("encryption", "none", "set tls=true, unless the network is yours alone");
        }
        double millis = report.ping().toNanos() / 1e6;
        String found = String.format(java.util.Locale.ROOT, "median %.2f ms", millis);
        if (millis > 20) {
            findings.advice("answer", found, "put it nearer to the servers");
        } else {
            findings.good("answer", found);
        }
        long evicted = Long.parseLong(facts.getOrDefault("evicted_keys", "0"));
        if (evicted > 0) {
            findings.advice("evicted keys", Long.toString(evicted), "give it more memory");
        }
        return findings.all();
    }
}
