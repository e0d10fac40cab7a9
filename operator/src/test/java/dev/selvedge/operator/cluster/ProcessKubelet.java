package dev.selvedge.operator.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A node whose containers are processes of this machine: started, probed, started again when they die, ended by SIGTERM. */
final class ProcessKubelet extends Kubelets {

    private final Map<String, List<ContainerProcess>> pods = new ConcurrentHashMap<>();
    private final Path folder;
    private final ContainerProcess.Ports ports;

    ProcessKubelet(KubernetesClient client, Path folder, ContainerProcess.Ports ports) {
        super(client);
        this.folder = folder;
        this.ports = ports;
    }

    ContainerProcess container(String installation, String component) {
        return find(installation, component).orElseThrow();
    }

    Optional<ContainerProcess> find(String installation, String component) {
        return pods.entrySet().stream()
                .filter(each -> each.getKey().startsWith(installation + "-" + component + "-"))
                .map(each -> each.getValue().getFirst())
                .findFirst();
    }

    @Override
    void run(Pod pod) {
        String component = pod.getMetadata().getLabels().get("app.kubernetes.io/component");
        List<ContainerProcess> started = new ArrayList<>();
        try {
            for (Container each : pod.getSpec().getContainers()) {
                Path place = folder.resolve(pod.getMetadata().getName()).resolve(each.getName());
                started.add(
                        new ContainerProcess(client, pod.getMetadata().getNamespace(), component, each, place, ports));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pods.put(pod.getMetadata().getName(), started);
        tell(pod);
    }

    @Override
    void watch(Pod pod) {
        if ("Running".equals(pod.getStatus().getPhase())) {
            tell(pod);
        }
    }

    private void tell(Pod pod) {
        boolean once = "Never".equals(pod.getSpec().getRestartPolicy());
        List<ContainerStatus> statuses = new ArrayList<>();
        try {
            for (ContainerProcess each : pods.getOrDefault(pod.getMetadata().getName(), List.of())) {
                statuses.add(status(each, once));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean ready = !statuses.isEmpty() && statuses.stream().allMatch(ContainerStatus::getReady);
        client.resource(new PodBuilder(pod)
                        .editStatus()
                        .withPhase(phase(statuses))
                        .withStartTime(pod.getMetadata().getCreationTimestamp())
                        .withContainerStatuses(statuses)
                        .removeMatchingFromConditions(condition -> "Ready".equals(condition.getType()))
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus(ready ? "True" : "False")
                        .withLastTransitionTime(Instant.now().toString())
                        .endCondition()
                        .endStatus()
                        .build())
                .updateStatus();
    }

    private static String phase(List<ContainerStatus> statuses) {
        if (statuses.stream().anyMatch(each -> each.getState().getTerminated() == null)) {
            return "Running";
        }
        boolean good = statuses.stream()
                .allMatch(each -> each.getState().getTerminated().getExitCode() == 0);
        return good ? "Succeeded" : "Failed";
    }

    private static ContainerStatus status(ContainerProcess of, boolean once) throws IOException {
        if (!once && !of.process().isAlive()) {
            of.start();
        }
        var state = new ContainerStateBuilder();
        boolean alive = of.process().isAlive();
        if (alive) {
            state.withNewRunning().withStartedAt(Instant.now().toString()).endRunning();
        } else {
            int code = of.process().exitValue();
            state.withNewTerminated()
                    .withExitCode(code)
                    .withReason(code == 0 ? "Completed" : "Error")
                    .withMessage(code == 0 ? "" : of.lastWords())
                    .withStartedAt(Instant.now().toString())
                    .withFinishedAt(Instant.now().toString())
                    .endTerminated();
        }
        boolean ready = alive
                && of.container().getReadinessProbe() != null
                && of.answers(of.container().getStartupProbe())
                && of.answers(of.container().getReadinessProbe());
        return new ContainerStatusBuilder()
                .withName(of.container().getName())
                .withImage(of.container().getImage())
                .withImageID("")
                .withReady(ready)
                .withStarted(alive)
                .withRestartCount(of.restarts())
                .withState(state.build())
                .build();
    }

    @Override
    void end(Pod pod) {
        List<ContainerProcess> ending = pods.getOrDefault(pod.getMetadata().getName(), List.of());
        ending.forEach(each -> each.process().destroy());
        if (ending.stream().noneMatch(each -> each.process().isAlive())) {
            pods.remove(pod.getMetadata().getName());
            super.end(pod);
        }
    }

    boolean empty() {
        return pods.values().stream()
                .flatMap(List::stream)
                .noneMatch(each -> each.process().isAlive());
    }

    @Override
    public void close() throws InterruptedException {
        super.close();
        for (ContainerProcess each :
                pods.values().stream().flatMap(List::stream).toList()) {
            each.process().destroyForcibly().waitFor();
        }
    }
}
