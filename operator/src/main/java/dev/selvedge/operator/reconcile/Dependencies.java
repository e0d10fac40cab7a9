package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.desired.Installation;
import dev.selvedge.operator.desired.Jobs;
import dev.selvedge.operator.desired.Secrets;
import dev.selvedge.operator.reconcile.Facts.Finding;
import dev.selvedge.operator.reconcile.Facts.Phase;
import dev.selvedge.operator.reconcile.Facts.Work;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** MySQL, Redis and the bucket: what the server's own {@code doctor} says of them, from where the pods are. */
final class Dependencies {

    private static final Duration WHILE_GOOD = Duration.ofMinutes(30);
    private static final Duration WHILE_BAD = Duration.ofMinutes(2);

    /** Of a version that has no such examination: the command line was not understood. */
    private static final int NOT_UNDERSTOOD = 2;

    private static final Map<String, String> CONDITIONS =
            new LinkedHashMap<>(Map.of("mysql", "MySQLReady", "redis", "RedisReady", "bucket", "BucketReady"));

    private static final Map<String, String> PLACES =
            Map.of("mysql", "spec.mysql.external", "redis", "spec.redis.external", "bucket", "spec.bucket");

    private final Installation of;
    private final Facts facts;
    private final Conditions conditions;

    Dependencies(Installation of, Facts facts, Conditions conditions) {
        this.of = of;
        this.facts = facts;
        this.conditions = conditions;
    }

    /** Whether all Secrets are there; without them no pod can start. */
    boolean secretsThere() {
        for (SecretKeySelector each : facts.missing()) {
            String part = Secrets.part(of, each);
            conditions.no(
                    CONDITIONS.getOrDefault(part, "SecretsReady"),
                    "SecretMissing",
                    "Secret " + each.getName() + " has no key " + each.getKey() + "; make it: kubectl -n "
                            + of.namespace() + " create secret generic " + each.getName() + " --from-literal="
                            + each.getKey() + "=…");
        }
        if (facts.missing().isEmpty()) {
            conditions.remove("SecretsReady");
        }
        return facts.missing().isEmpty();
    }

    /** The examination to start, if it is time. */
    Optional<HasMetadata> examine() {
        Optional<Work> work = work();
        work.ifPresent(this::judge);
        CONDITIONS.values().forEach(type -> conditions.unlessKnown(type, "Examining", "Not examined yet."));
        return work.isEmpty() ? Optional.of(Jobs.doctor(of)) : Optional.empty();
    }

    /** The examination to remove so that another can follow. */
    List<String> outdated() {
        List<String> names = new ArrayList<>();
        work().flatMap(Work::finished).ifPresent(at -> {
            boolean bad = CONDITIONS.values().stream().anyMatch(type -> conditions.is(type, "False"));
            if (at.plus(bad ? WHILE_BAD : WHILE_GOOD).isBefore(facts.now())) {
                names.add(Jobs.doctorName(of));
            }
        });
        return names;
    }

    void none() {
        CONDITIONS.values().forEach(conditions::remove);
    }

    private Optional<Work> work() {
        return Optional.ofNullable(facts.jobs().get(Jobs.doctorName(of)));
    }

    private void judge(Work work) {
        CONDITIONS.forEach((part, type) -> {
            Finding finding = work.findings().get(part);
            if (finding != null) {
                judge(part, type, finding);
            } else if (work.phase() != Phase.RUNNING) {
                conditions.unknown(
                        type,
                        "NotExamined",
                        "The examination ended without a word on it; kubectl logs " + "job/" + Jobs.doctorName(of)
                                + " -c " + part);
            }
        });
    }

    private void judge(String part, String type, Finding finding) {
        switch (finding.code()) {
            case 0 -> conditions.yes(type, "Examined", "The server reaches it and may use it.");
            case NOT_UNDERSTOOD ->
                conditions.unknown(type, "NotExamined", "Version " + of.version() + " cannot examine it.");
            default ->
                conditions.no(
                        type,
                        "Unusable",
                        brief(finding.message()) + " Correct " + PLACES.get(part) + " or what it names.");
        }
    }

    private static String brief(String message) {
        String text = message.strip();
        return text.isEmpty() ? "The examination failed." : text.endsWith(".") ? text : text + ".";
    }
}
