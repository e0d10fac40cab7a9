package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.desired.Backups;
import dev.selvedge.operator.reconcile.Facts.Finding;
import dev.selvedge.operator.reconcile.Facts.Phase;
import dev.selvedge.operator.reconcile.Facts.Work;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How a Job went, and what its newest pod's containers said at their end. */
final class JobReading {

    private static final String JOB_LABEL = "batch.kubernetes.io/job-name";

    private JobReading() {}

    static Work of(Job job, List<Pod> pods) {
        Optional<JobCondition> end = end(job);
        Phase phase = end.map(each -> each.getType().equals("Complete") ? Phase.SUCCEEDED : Phase.FAILED)
                .orElse(Phase.RUNNING);
        Optional<Instant> finished =
                end.map(JobCondition::getLastTransitionTime).map(Instant::parse);
        return new Work(phase, finished, findings(job, pods));
    }

    /** All Jobs of a backup or restore that are still there. */
    static List<BackupOutcome.Run> ofOwner(KubernetesClient client, ObjectMeta owner, String component) {
        List<Pod> pods = client.pods()
                .inNamespace(owner.getNamespace())
                .withLabel(Backups.BACKUP_LABEL, owner.getName())
                .list()
                .getItems();
        return client
                .batch()
                .v1()
                .jobs()
                .inNamespace(owner.getNamespace())
                .withLabel(Backups.BACKUP_LABEL, owner.getName())
                .withLabel("app.kubernetes.io/component", component)
                .list()
                .getItems()
                .stream()
                .map(job -> new BackupOutcome.Run(job.getMetadata().getName(), started(job), of(job, pods)))
                .toList();
    }

    private static String started(Job job) {
        String created = job.getMetadata().getCreationTimestamp();
        return created == null ? "" : created;
    }

    private static Optional<JobCondition> end(Job job) {
        if (job.getStatus() == null || job.getStatus().getConditions() == null) {
            return Optional.empty();
        }
        return job.getStatus().getConditions().stream()
                .filter(each -> "True".equals(each.getStatus()))
                .filter(each ->
                        each.getType().equals("Complete") || each.getType().equals("Failed"))
                .findFirst();
    }

    private static Map<String, Finding> findings(Job job, List<Pod> pods) {
        Map<String, Finding> findings = new HashMap<>();
        pods.stream()
                .filter(pod -> job.getMetadata()
                        .getName()
                        .equals(pod.getMetadata().getLabels().get(JOB_LABEL)))
                .sorted(Comparator.comparing(
                        pod -> String.valueOf(pod.getMetadata().getCreationTimestamp())))
                .flatMap(JobReading::ended)
                .forEach(each ->
                        findings.put(each.getName(), finding(each.getState().getTerminated())));
        return findings;
    }

    private static Stream<ContainerStatus> ended(Pod pod) {
        if (pod.getStatus() == null) {
            return Stream.empty();
        }
        return Stream.of(
                        pod.getStatus().getInitContainerStatuses(),
                        pod.getStatus().getContainerStatuses())
                .filter(each -> each != null)
                .flatMap(List::stream)
                .filter(each -> each.getState() != null && each.getState().getTerminated() != null);
    }

    private static Finding finding(ContainerStateTerminated end) {
        String message = end.getMessage() == null ? "" : end.getMessage().strip();
        return new Finding(end.getExitCode(), gist(message));
    }

    /** Of an examination the lines that are bad, else all of it; columns become spaces. */
    private static String gist(String message) {
        List<String> lines = message.lines()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .filter(line -> !line.isEmpty())
                .toList();
        List<String> bad = lines.stream()
                .filter(line -> line.startsWith("bad "))
                .map(line -> line.substring("bad ".length()))
                .toList();
        return String.join(" / ", bad.isEmpty() ? lines : bad);
    }
}
