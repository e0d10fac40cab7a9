package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.api.SelvedgeStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;

/**
 * What is to be done.
 *
 * @param create made where it is not there, never changed
 * @param apply made or changed
 * @param jobs of those names are removed
 * @param complete whether objects that are not in {@code apply} are left over
 */
public record Decision(
        List<HasMetadata> create,
        List<HasMetadata> apply,
        List<String> jobs,
        boolean complete,
        SelvedgeStatus status,
        Duration again) {}
