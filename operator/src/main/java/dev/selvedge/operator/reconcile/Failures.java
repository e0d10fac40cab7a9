package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.api.SelvedgeStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;

/** What went wrong in the operator itself, where an administrator looks. */
final class Failures {

    private Failures() {}

    static SelvedgeStatus noted(SelvedgeStatus before, Long generation, Exception e) {
        Conditions conditions = new Conditions(before.conditions(), generation, Instant.now());
        conditions.no("Progressing", "OperatorFailed", sentence(e));
        return new SelvedgeStatus(
                generation,
                before.version(),
                before.schemaVersion(),
                before.endpoint(),
                before.lastBackup(),
                before.upgrade(),
                before.refused(),
                conditions.list());
    }

    private static String sentence(Exception e) {
        if (e instanceof KubernetesClientException refusal && refusal.getCode() == 403) {
            String remedy = refusal.getMessage().contains("rbac.authorization.k8s.io")
                    ? "for spec.secretStore install its chart with secretStore=true: "
                    : "give its role the right: ";
            return "The operator may not do what is needed; " + remedy + refusal.getMessage();
        }
        return "It is tried again: " + e.getMessage();
    }
}
