package dev.selvedge.operator.reconcile;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Conditions of a status; the time of the last transition stays while the status does. */
public final class Conditions {

    /** What the API server lets through. */
    private static final int LONGEST = 4000;

    private final Map<String, Condition> all = new LinkedHashMap<>();
    private final Long generation;
    private final Instant now;

    Conditions(List<Condition> before, Long generation, Instant now) {
        before.forEach(each -> all.put(each.getType(), each));
        this.generation = generation;
        this.now = now;
    }

    void yes(String type, String reason, String message) {
        set(type, "True", reason, message);
    }

    void no(String type, String reason, String message) {
        set(type, "False", reason, message);
    }

    void unknown(String type, String reason, String message) {
        set(type, "Unknown", reason, message);
    }

    /** Says nothing where something is known already. */
    void unlessKnown(String type, String reason, String message) {
        if (!all.containsKey(type)) {
            unknown(type, reason, message);
        }
    }

    void remove(String type) {
        all.remove(type);
    }

    private void set(String type, String status, String reason, String message) {
        String since = Optional.ofNullable(all.get(type))
                .filter(before -> before.getStatus().equals(status))
                .map(Condition::getLastTransitionTime)
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
        all.put(
                type,
                new ConditionBuilder()
                        .withType(type)
                        .withStatus(status)
                        .withReason(reason)
                        .withMessage(message.length() > LONGEST ? message.substring(0, LONGEST) : message)
                        .withLastTransitionTime(since)
                        .withObservedGeneration(generation)
                        .build());
    }

    Optional<Condition> get(String type) {
        return Optional.ofNullable(all.get(type));
    }

    boolean is(String type, String status) {
        return get(type).filter(each -> each.getStatus().equals(status)).isPresent();
    }

    List<Condition> list() {
        return List.copyOf(all.values());
    }
}
