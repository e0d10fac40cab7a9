package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.api.Refused;
import dev.selvedge.operator.reconcile.Facts.Rollout;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ready: somebody answers. Degraded: something is not as it should be, and what to do. */
final class Summary {

    private static final List<String> PARTS = List.of(
            "SecretsReady",
            "MySQLReady",
            "RedisReady",
            "BucketReady",
            "MigrationsApplied",
            "StorageReady",
            "IngressReady",
            "DNSResolved",
            "TLSReady",
            "BackupHealthy");

    private Summary() {}

    static void judge(Conditions conditions, Facts facts, Optional<Refused> refused) {
        List<String> problems = problems(conditions, facts, refused);
        if (problems.isEmpty()) {
            conditions.no("Degraded", "AsItShould", "Nothing is amiss.");
        } else {
            conditions.yes(
                    "Degraded", refused.isPresent() ? "VersionReturned" : "PartsAmiss", String.join(" | ", problems));
        }
        ready(conditions, facts, problems);
    }

    private static void ready(Conditions conditions, Facts facts, List<String> problems) {
        int available = facts.app().map(Rollout::available).orElse(0);
        int wanted = facts.app().map(Rollout::wanted).orElse(0);
        if (available > 0) {
            conditions.yes("Ready", "Serving", available + " of " + wanted + " pods answer.");
        } else {
            String why = problems.isEmpty()
                    ? conditions.get("Progressing").map(Condition::getMessage).orElse("No pod answers.")
                    : String.join(" | ", problems);
            conditions.no("Ready", facts.app().isEmpty() ? "NotStarted" : "NoPodAnswers", why);
        }
    }

    private static List<String> problems(Conditions conditions, Facts facts, Optional<Refused> refused) {
        List<String> problems = new ArrayList<>();
        refused.ifPresent(each -> problems.add("Version " + each.version() + " was taken back: " + each.reason()));
        for (String part : PARTS) {
            conditions
                    .get(part)
                    .filter(each -> each.getStatus().equals("False"))
                    .ifPresent(each -> problems.add(part + ": " + each.getMessage()));
        }
        facts.app().filter(app -> app.available() < app.wanted()).ifPresent(app -> problems.add(missing("app", app)));
        facts.worker()
                .filter(each -> each.available() < each.wanted())
                .ifPresent(each -> problems.add(missing("worker", each)));
        return problems;
    }

    private static String missing(String component, Rollout rollout) {
        return rollout.available() + " of " + rollout.wanted() + " " + component + " pods are ready"
                + (rollout.trouble().isBlank() ? "." : ": " + rollout.trouble());
    }
}
