package dev.selvedge.operator.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Nodes whose kubelets only say that they do their work. A test decides what containers come to. */
class Kubelets implements AutoCloseable {

    /** How a container ends; Jobs' containers end well unless it is said here, by image tag and name or by name. */
    record End(int code, String message) {}

    final Map<String, End> ends = new ConcurrentHashMap<>();

    /** Versions whose servers crash. */
    final Set<String> broken = ConcurrentHashMap.newKeySet();

    final KubernetesClient client;
    private final Set<String> alive = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean stopped;

    Kubelets(KubernetesClient client) {
        this.client = client;
        this.thread = Thread.ofPlatform().daemon().name("kubelets").start(this::work);
    }

    /** In a zone of its own. */
    void node(String name, String pool, String cpu, String memory) {
        node(name, pool, "zone-" + name, cpu, memory);
    }

    void node(String name, String pool, String zone, String cpu, String memory) {
        Map<String, Quantity> room =
                Map.of("cpu", new Quantity(cpu), "memory", new Quantity(memory), "pods", new Quantity("110"));
        client.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("kubernetes.io/hostname", name)
                        .addToLabels("topology.kubernetes.io/zone", zone)
                        .addToLabels("pool", pool)
                        .endMetadata()
                        .withNewStatus()
                        .withCapacity(room)
                        .withAllocatable(room)
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus("True")
                        .withReason("KubeletReady")
                        .withLastHeartbeatTime(Instant.now().toString())
                        .withLastTransitionTime(Instant.now().toString())
                        .endCondition()
                        .endStatus()
                        .build())
                .create();
        alive.add(name);
    }

    /** The machine is gone: nobody says anything any more. */
    void lose(String name) {
        alive.remove(name);
    }

    private void work() {
        long beat = 0;
        while (!stopped) {
            try {
                if (System.nanoTime() - beat > 1_500_000_000L) {
                    alive.forEach(this::beat);
                    beat = System.nanoTime();
                }
                client.pods().inAnyNamespace().list().getItems().forEach(this::attend);
                Thread.sleep(400);
            } catch (KubernetesClientException again) {
                continue;
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void beat(String node) {
        client.resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withName(node)
                        .withNamespace("kube-node-lease")
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity(node)
                        .withLeaseDurationSeconds(8)
                        .withRenewTime(java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC))
                        .endSpec()
                        .build())
                .fieldManager("kubelet")
                .forceConflicts()
                .serverSideApply();
    }

    private void attend(Pod pod) {
        String node = pod.getSpec().getNodeName();
        if (node == null || !alive.contains(node)) {
            return;
        }
        try {
            if (pod.getMetadata().getDeletionTimestamp() != null) {
                end(pod);
            } else if ("Pending".equals(pod.getStatus().getPhase())
                    && pod.getStatus().getContainerStatuses().isEmpty()) {
                run(pod);
            } else {
                watch(pod);
            }
        } catch (KubernetesClientException changedMeanwhile) {
            return;
        }
    }

    /** Somebody wants it gone. */
    void end(Pod pod) {
        client.resource(pod).withGracePeriod(0).delete();
    }

    /** It runs; again and again. */
    void watch(Pod pod) {}

    /** It is new on its node. */
    void run(Pod pod) {
        boolean ends = "Never".equals(pod.getSpec().getRestartPolicy());
        List<ContainerStatus> statuses = new ArrayList<>();
        boolean good = true;
        for (Container each : pod.getSpec().getContainers()) {
            ContainerState state = ends ? ended(each) : running(each);
            good &= state.getTerminated() == null
                    ? state.getRunning() != null
                    : state.getTerminated().getExitCode() == 0;
            statuses.add(status(each, state));
        }
        String phase = !ends ? "Running" : good ? "Succeeded" : "Failed";
        client.resource(new PodBuilder(pod)
                        .editStatus()
                        .withPhase(phase)
                        .withStartTime(Instant.now().toString())
                        .withContainerStatuses(statuses)
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus(good && !ends ? "True" : "False")
                        .withLastTransitionTime(Instant.now().toString())
                        .endCondition()
                        .endStatus()
                        .build())
                .updateStatus();
    }

    private ContainerState ended(Container container) {
        String tag = container.getImage().substring(container.getImage().lastIndexOf(':') + 1);
        End end = ends.getOrDefault(
                tag + "/" + container.getName(), ends.getOrDefault(container.getName(), new End(0, "")));
        return new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(end.code())
                .withMessage(end.message())
                .withReason(end.code() == 0 ? "Completed" : "Error")
                .withStartedAt(Instant.now().toString())
                .withFinishedAt(Instant.now().toString())
                .endTerminated()
                .build();
    }

    private ContainerState running(Container container) {
        boolean crashes =
                broken.stream().anyMatch(version -> container.getImage().endsWith(":" + version));
        return crashes
                ? new ContainerStateBuilder()
                        .withNewWaiting()
                        .withReason("CrashLoopBackOff")
                        .withMessage("back-off 5m0s restarting failed container")
                        .endWaiting()
                        .build()
                : new ContainerStateBuilder()
                        .withNewRunning()
                        .withStartedAt(Instant.now().toString())
                        .endRunning()
                        .build();
    }

    private static ContainerStatus status(Container container, ContainerState state) {
        return new ContainerStatusBuilder()
                .withName(container.getName())
                .withImage(container.getImage())
                .withImageID("")
                .withReady(state.getRunning() != null)
                .withRestartCount(0)
                .withState(state)
                .build();
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join(5000);
    }
}
