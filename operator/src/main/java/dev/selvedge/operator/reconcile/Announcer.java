package dev.selvedge.operator.reconcile;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An Event for each condition that changed, so that {@code kubectl describe} tells the story. */
public final class Announcer {

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final Set<String> BAD_WHEN_TRUE = Set.of("Degraded", "Paused", "Progressing");
    private static final int LONGEST = 1000;

    /** The one form that the API server takes. */
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final KubernetesClient client;
    private final Clock clock;
    private final String instance;

    public Announcer(KubernetesClient client, Clock clock, String instance) {
        this.client = client;
        this.clock = clock;
        this.instance = instance;
    }

    void announce(HasMetadata subject, List<Condition> before, List<Condition> after) {
        for (Condition each : after) {
            boolean same = before.stream()
                    .anyMatch(old -> old.getType().equals(each.getType())
                            && old.getStatus().equals(each.getStatus())
                            && old.getReason().equals(each.getReason()));
            if (!same) {
                announce(subject, each);
            }
        }
    }

    private void announce(HasMetadata subject, Condition condition) {
        boolean warning = condition.getType().equals("Progressing")
                ? condition.getReason().equals("Returned")
                : condition.getStatus().equals(BAD_WHEN_TRUE.contains(condition.getType()) ? "True" : "False");
        Instant now = Instant.now(clock);
        String text = condition.getType() + " is " + condition.getStatus() + ": " + condition.getMessage();
        try {
            client.v1()
                    .events()
                    .inNamespace(subject.getMetadata().getNamespace())
                    .resource(new EventBuilder()
                            .withNewMetadata()
                            .withGenerateName(subject.getMetadata().getName() + ".")
                            .withNamespace(subject.getMetadata().getNamespace())
                            .endMetadata()
                            .withInvolvedObject(new ObjectReferenceBuilder()
                                    .withApiVersion(subject.getApiVersion())
                                    .withKind(subject.getKind())
                                    .withName(subject.getMetadata().getName())
                                    .withNamespace(subject.getMetadata().getNamespace())
                                    .withUid(subject.getMetadata().getUid())
                                    .build())
                            .withType(warning ? "Warning" : "Normal")
                            .withReason(condition.getReason())
                            .withAction("Reconcile")
                            .withMessage(text.length() > LONGEST ? text.substring(0, LONGEST) : text)
                            .withReportingComponent("selvedge.dev/operator")
                            .withReportingInstance(instance)
                            .withEventTime(new MicroTime(MICROS.format(now)))
                            .withFirstTimestamp(
                                    now.truncatedTo(ChronoUnit.SECONDS).toString())
                            .withLastTimestamp(
                                    now.truncatedTo(ChronoUnit.SECONDS).toString())
                            .withCount(1)
                            .build())
                    .create();
        } catch (KubernetesClientException e) {
            // what is said twice or not at all changes nothing
            LOG.warn(
                    "no Event for {} {}: {}",
                    subject.getKind(),
                    subject.getMetadata().getName(),
                    e.getMessage());
        }
    }
}
