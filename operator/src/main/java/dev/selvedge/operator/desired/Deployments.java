package dev.selvedge.operator.desired;

import dev.selvedge.operator.api.App;
import dev.selvedge.operator.api.Strategy;
import dev.selvedge.operator.api.Worker;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pods that answer and the pods that run recurring jobs. */
public final class Deployments {

    private static final List<String> COMMAND =
            List.of("up", "--bind=0.0.0.0", "--port=8080", "--operations-port=9090", "--data-dir=/data");

    private Deployments() {}

    public static Deployment app(Installation of) {
        App app = of.spec().appOrDefault();
        PodSpec pod = new PodSpecBuilder(Pods.base(of))
                .withTopologySpreadConstraints(Placement.spread(of, "app"))
                .withContainers(server(of, app.extraEnv(), of.hasWorker() ? "api,ingest,ui" : null)
                        .withPorts(port("http", 8080), port("operations", 9090))
                        .withStartupProbe(Pods.probe("/healthz", "http", 3, null, 60))
                        // never asks the database: an outage there must not become a storm of restarts
                        .withLivenessProbe(Pods.probe("/healthz", "http", 10, 5, 6))
                        .withReadinessProbe(Pods.probe("/ready", "http", 5, 5, 3))
                        .withResources(Presets.app(of))
                        .build())
                .build();
        pod = Placement.applied(of, "app", pod, app.nodeSelector(), app.tolerations(), app.affinity());
        return deployment(of, "app", pod, app.podAnnotations())
                .editSpec()
                .withReplicas(of.scales() ? null : Integer.valueOf(of.apps()))
                .withStrategy(strategy(of))
                .endSpec()
                .build();
    }

    public static Deployment worker(Installation of) {
        Worker worker = of.spec().workerOrDefault();
        PodSpec pod = new PodSpecBuilder(Pods.base(of))
                .withContainers(server(of, worker.extraEnv(), "worker")
                        .withPorts(port("operations", 9090))
                        .withStartupProbe(Pods.probe("/healthz", "operations", 3, null, 60))
                        .withLivenessProbe(Pods.probe("/healthz", "operations", 10, 5, 6))
                        .withReadinessProbe(Pods.probe("/ready", "operations", 10, 5, 3))
                        .withResources(Presets.worker(of))
                        .build())
                .build();
        pod = Placement.applied(of, "worker", pod, worker.nodeSelector(), worker.tolerations(), worker.affinity());
        return deployment(of, "worker", pod, worker.podAnnotations())
                .editSpec()
                .withReplicas(of.workers())
                .endSpec()
                .build();
    }

    private static ContainerBuilder server(Installation of, List<EnvVar> extra, String roles) {
        List<String> command = new ArrayList<>(COMMAND);
        if (roles != null) {
            command.add("--roles=" + roles);
        }
        return new ContainerBuilder(Pods.container(of, "selvedge", SecretStores.with(of, Pods.mounts(of))))
                .withArgs(command)
                .withEnv(new Variables()
                        .more(ServerVariables.of(of, extra))
                        .more(SecretStores.variables(of))
                        .list())
                .withEnvFrom(of.spec().appOrDefault().extraEnvFrom());
    }

    private static ContainerPort port(String name, int number) {
        return new ContainerPortBuilder()
                .withName(name)
                .withContainerPort(number)
                .build();
    }

    private static DeploymentBuilder deployment(
            Installation of, String component, PodSpec pod, Map<String, String> annotations) {
        Integer grace = of.spec().appOrDefault().terminationGrace();
        PodSpec complete = new PodSpecBuilder(pod)
                .withServiceAccountName(Accounts.name(of))
                .withTerminationGracePeriodSeconds(grace == null ? 90L : grace.longValue())
                .withVolumes(SecretStores.volumes(of, Pods.volumes(of)))
                .build();
        return new DeploymentBuilder()
                .withMetadata(of.meta(of.named(component), component)
                        .edit()
                        .addToLabels(Installation.VERSION_LABEL, Versions.label(of.version()))
                        .build())
                .withNewSpec()
                .withRevisionHistoryLimit(5)
                .withProgressDeadlineSeconds(Versions.deadline(of))
                .withSelector(of.matching(component))
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(podLabels(of, component))
                .withAnnotations(annotations(of, annotations))
                .endMetadata()
                .withSpec(complete)
                .endTemplate()
                .endSpec();
    }

    private static Map<String, String> podLabels(Installation of, String component) {
        Map<String, String> labels = of.labels(component);
        labels.put(Installation.VERSION_LABEL, Versions.label(of.version()));
        return labels;
    }

    /** Pods roll when a secret or an authority changes. */
    private static Map<String, String> annotations(Installation of, Map<String, String> own) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("selvedge.dev/connections", of.connections());
        if (Authorities.any(of)) {
            all.put(
                    "selvedge.dev/ca",
                    Versions.fingerprint(Authorities.texts(of).toString()));
        }
        all.putAll(own);
        return all;
    }

    private static DeploymentStrategy strategy(Installation of) {
        // one process holds the volume
        if (of.spec().single()
                || of.spec().lifecycleOrDefault().upgradeOrDefault().strategy() == Strategy.RECREATE) {
            return new DeploymentStrategyBuilder().withType("Recreate").build();
        }
        return new DeploymentStrategyBuilder()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withNewMaxUnavailable(0)
                .withNewMaxSurge(1)
                .endRollingUpdate()
                .build();
    }
}
