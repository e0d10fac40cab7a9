package dev.selvedge.operator.desired;

import dev.selvedge.operator.api.ServiceAccountPlan;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.Map;
import java.util.Optional;

/** The account of all pods; it has no rights in the cluster, but may have an identity of a cloud. */
final class Accounts {

    private Accounts() {}

    static String name(Installation of) {
        ServiceAccountPlan plan = of.spec().appOrDefault().serviceAccount();
        if (plan != null && plan.name() != null) {
            return plan.name();
        }
        return created(plan) ? of.name() : "default";
    }

    static Optional<ServiceAccount> account(Installation of) {
        ServiceAccountPlan plan = of.spec().appOrDefault().serviceAccount();
        if (!created(plan)) {
            return Optional.empty();
        }
        return Optional.of(new ServiceAccountBuilder()
                .withMetadata(of.meta(name(of))
                        .edit()
                        .withAnnotations(plan == null ? Map.of() : plan.annotations())
                        .build())
                .withAutomountServiceAccountToken(false)
                .build());
    }

    private static boolean created(ServiceAccountPlan plan) {
        return plan == null || !Boolean.FALSE.equals(plan.create());
    }
}
