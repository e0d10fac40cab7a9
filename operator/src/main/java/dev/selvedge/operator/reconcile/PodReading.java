package dev.selvedge.operator.reconcile;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What pods of a component say of themselves. */
record PodReading(int restarts, String trouble) {

    static PodReading of(List<Pod> pods, String component) {
        List<Pod> own = pods.stream()
                .filter(pod -> component.equals(pod.getMetadata().getLabels().get("app.kubernetes.io/component")))
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
        int restarts = own.stream()
                .flatMap(PodReading::containers)
                .mapToInt(each -> Optional.ofNullable(each.getRestartCount()).orElse(0))
                .sum();
        String trouble = own.stream()
                .map(PodReading::trouble)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        return new PodReading(restarts, trouble);
    }

    private static Stream<ContainerStatus> containers(Pod pod) {
        return pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null
                ? Stream.empty()
                : pod.getStatus().getContainerStatuses().stream();
    }

    private static String trouble(Pod pod) {
        return containers(pod)
                .map(PodReading::trouble)
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> unscheduled(pod))
                .map(text -> "pod " + pod.getMetadata().getName() + ": " + text)
                .orElse(null);
    }

    private static String trouble(ContainerStatus container) {
        ContainerState state = container.getState();
        if (state == null || state.getWaiting() == null) {
            return null;
        }
        String reason = state.getWaiting().getReason();
        if (reason == null || reason.equals("ContainerCreating") || reason.equals("PodInitializing")) {
            return null;
        }
        String last =
                container.getLastState() == null || container.getLastState().getTerminated() == null
                        ? null
                        : container.getLastState().getTerminated().getMessage();
        String more =
                last != null && !last.isBlank() ? last : state.getWaiting().getMessage();
        return more == null ? reason : reason + ": " + more.strip();
    }

    private static Optional<String> unscheduled(Pod pod) {
        if (pod.getStatus() == null || pod.getStatus().getConditions() == null) {
            return Optional.empty();
        }
        return pod.getStatus().getConditions().stream()
                .filter(each -> "PodScheduled".equals(each.getType()) && "False".equals(each.getStatus()))
                .map(each -> "Unschedulable: " + each.getMessage())
                .findFirst();
    }
}
