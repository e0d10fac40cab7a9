package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.desired.Installation;
import dev.selvedge.operator.reconcile.Facts.Rollout;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How far a Deployment is. */
final class DeploymentReading {

    private DeploymentReading() {}

    static Rollout of(Deployment deployment, PodReading pods) {
        DeploymentStatus status = Optional.ofNullable(deployment.getStatus()).orElseGet(DeploymentStatus::new);
        Map<String, String> labels =
                Optional.ofNullable(deployment.getMetadata().getLabels()).orElse(Map.of());
        return new Rollout(
                labels.getOrDefault(Installation.VERSION_LABEL, ""),
                Objects.equals(
                        status.getObservedGeneration(), deployment.getMetadata().getGeneration()),
                count(deployment.getSpec().getReplicas()),
                count(status.getUpdatedReplicas()),
                count(status.getReplicas()),
                count(status.getAvailableReplicas()),
                late(status),
                pods.restarts(),
                pods.trouble());
    }

    private static boolean late(DeploymentStatus status) {
        return status.getConditions() != null
                && status.getConditions().stream()
                        .anyMatch(each -> "Progressing".equals(each.getType())
                                && "False".equals(each.getStatus())
                                && "ProgressDeadlineExceeded".equals(each.getReason()));
    }

    private static int count(Integer number) {
        return number == null ? 0 : number;
    }
}
