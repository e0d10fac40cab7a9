package dev.selvedge.operator.desired;

import dev.selvedge.operator.api.Autoscaling;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.Optional;

/** What a drain may take, and how many pods there are. */
final class Availability {

    private Availability() {}

    /** None for a single pod: it would block every drain. */
    static Optional<PodDisruptionBudget> app(Installation of) {
        String own = of.spec().appOrDefault().minAvailable();
        boolean several = of.scales() || of.apps() >= 2;
        return several && !of.spec().single()
                ? Optional.of(budget(of, "app", quantity(own == null ? "50%" : own)))
                : Optional.empty();
    }

    static Optional<PodDisruptionBudget> worker(Installation of) {
        return of.hasWorker() && of.workers() >= 2
                ? Optional.of(budget(of, "worker", new IntOrString(1)))
                : Optional.empty();
    }

    private static IntOrString quantity(String text) {
        return text.endsWith("%") ? new IntOrString(text) : new IntOrString(Integer.parseInt(text));
    }

    private static PodDisruptionBudget budget(Installation of, String component, IntOrString least) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(of.meta(of.named(component)))
                .withNewSpec()
                .withMinAvailable(least)
                .withSelector(of.matching(component))
                .endSpec()
                .build();
    }

    static Optional<HorizontalPodAutoscaler> scaling(Installation of) {
        return of.scales() ? Optional.of(scaling(of, of.spec().appOrDefault().autoscaling())) : Optional.empty();
    }

    private static HorizontalPodAutoscaler scaling(Installation of, Autoscaling plan) {
        return new HorizontalPodAutoscalerBuilder()
                .withMetadata(of.meta(of.named("app")))
                .withNewSpec()
                .withNewScaleTargetRef()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withName(of.named("app"))
                .endScaleTargetRef()
                .withMinReplicas(plan.minOrDefault())
                .withMaxReplicas(plan.maxOrDefault())
                .addNewMetric()
                .withType("Resource")
                .withNewResource()
                .withName("cpu")
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(plan.cpuOrDefault())
                .endTarget()
                .endResource()
                .endMetric()
                .withNewBehavior()
                .withNewScaleDown()
                .withStabilizationWindowSeconds(600)
                .addNewPolicy()
                .withType("Pods")
                .withValue(1)
                .withPeriodSeconds(120)
                .endPolicy()
                .endScaleDown()
                .endBehavior()
                .endSpec()
                .build();
    }
}
