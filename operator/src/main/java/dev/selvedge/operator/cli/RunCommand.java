package dev.selvedge.operator.cli;

import dev.selvedge.operator.Controllers;
import dev.selvedge.operator.reconcile.Resolver;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Watches resources until it is stopped. */
@Command(name = "run", description = "Watch resources and act on them.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Option(
            names = "--namespaces",
            split = ",",
            description = "Namespaces to watch (default: all, which needs rights in the whole cluster).")
    private List<String> namespaces = List.of();

    @Option(
            names = "--leader-elect",
            description = "Namespace of the lease that one of several operators holds (default: no lease).")
    private String leaseNamespace;

    @Option(
            names = "--health-port",
            description = "Port of /healthz and /ready; default ${DEFAULT-VALUE}.",
            defaultValue = "8080")
    private int healthPort;

    @Override
    public Integer call() throws Exception {
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            Controllers controllers = Controllers.start(client, new Resolver(), namespaces, leaseNamespace);
            Health health = Health.serve(healthPort, controllers::healthy);
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                controllers.stop();
                health.close();
                stopped.countDown();
            }));
            stopped.await();
        }
        return 0;
    }
}
