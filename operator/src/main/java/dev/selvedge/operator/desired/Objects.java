package dev.selvedge.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;

/** All objects that stand as long as the installation does. */
public final class Objects {

    private Objects() {}

    /** What does not depend on the version that runs. */
    public static List<HasMetadata> surroundings(Installation of) {
        List<HasMetadata> all = new ArrayList<>();
        Accounts.account(of).ifPresent(all::add);
        all.addAll(SecretStores.rights(of));
        Secrets.connections(of).ifPresent(all::add);
        Authorities.configMap(of).ifPresent(all::add);
        Volumes.data(of).ifPresent(all::add);
        all.add(Services.main(of));
        all.add(Services.operations(of));
        Policies.policy(of).ifPresent(all::add);
        Availability.app(of).ifPresent(all::add);
        Availability.worker(of).ifPresent(all::add);
        Availability.scaling(of).ifPresent(all::add);
        Ingresses.ingress(of).ifPresent(all::add);
        Routes.route(of).ifPresent(all::add);
        Monitors.monitor(of).ifPresent(all::add);
        Monitors.rules(of).ifPresent(all::add);
        BackupPlans.recurring(of).ifPresent(all::add);
        return all;
    }

    /** The pods. */
    public static List<HasMetadata> servers(Installation of) {
        return of.hasWorker() ? List.of(Deployments.app(of), Deployments.worker(of)) : List.of(Deployments.app(of));
    }
}
