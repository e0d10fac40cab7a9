package dev.selvedge.operator;

import dev.selvedge.operator.reconcile.Announcer;
import dev.selvedge.operator.reconcile.Applier;
import dev.selvedge.operator.reconcile.BackupReconciler;
import dev.selvedge.operator.reconcile.Decider;
import dev.selvedge.operator.reconcile.Names;
import dev.selvedge.operator.reconcile.Observer;
import dev.selvedge.operator.reconcile.RestoreReconciler;
import dev.selvedge.operator.reconcile.SelvedgeReconciler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** The three reconcilers in one process. */
public final class Controllers {

    private static final int KEY_BYTES = 32;

    private final Operator operator;

    private Controllers(Operator operator) {
        this.operator = operator;
    }

    /**
     * @param namespaces to watch; none means all
     * @param leaseNamespace of the lease that one of several operators holds, or null
     */
    public static Controllers start(
            KubernetesClient client, Names names, List<String> namespaces, String leaseNamespace) {
        Operator operator = new Operator(overrider -> {
            overrider.withKubernetesClient(client).withCloseClientOnStop(false);
            if (leaseNamespace != null) {
                overrider.withLeaderElectionConfiguration(
                        LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration("selvedge-operator")
                                .withLeaseNamespace(leaseNamespace)
                                .build());
            }
        });
        Clock clock = Clock.systemUTC();
        Applier applier = new Applier(client);
        Announcer announcer = new Announcer(client, clock, instance());
        Controllers controllers = new Controllers(operator);
        controllers.register(
                new SelvedgeReconciler(
                        new Observer(client, clock, names), new Decider(Controllers::random), applier, announcer),
                namespaces);
        controllers.register(new BackupReconciler(client, applier, announcer, clock), namespaces);
        controllers.register(new RestoreReconciler(client, applier, announcer, clock), namespaces);
        operator.start();
        return controllers;
    }

    private void register(Reconciler<?> reconciler, List<String> namespaces) {
        if (namespaces.isEmpty()) {
            operator.register(reconciler);
        } else {
            operator.register(reconciler, settings -> settings.settingNamespaces(Set.copyOf(namespaces)));
        }
    }

    private static String random() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String instance() {
        String pod = System.getenv("HOSTNAME");
        return pod == null || pod.isBlank() ? "selvedge-operator" : pod;
    }

    public boolean healthy() {
        return operator.getRuntimeInfo().allEventSourcesAreHealthy();
    }

    public void stop() {
        operator.stop();
    }
}
