package dev.selvedge.operator.desired;

import dev.selvedge.operator.api.Resources;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.Map;

/** Requests by profile and products; limits on memory only: a CPU limit stalls a JVM. */
final class Presets {

    private Presets() {}

    static ResourceRequirements app(Installation of) {
        return own(of.spec().appOrDefault().resources(), of, of.prod() ? 1500 : 400);
    }

    static ResourceRequirements worker(Installation of) {
        return own(of.spec().workerOrDefault().resources(), of, of.prod() ? 1000 : 300);
    }

    /** Of Jobs, which hold no rows of clients. */
    static ResourceRequirements job() {
        return sized("100m", "512Mi", "1Gi");
    }

    static ResourceRequirements backup() {
        return sized("200m", "1Gi", "1Gi");
    }

    private static ResourceRequirements own(Resources own, Installation of, int milliCores) {
        if (own != null) {
            return new ResourceRequirementsBuilder()
                    .withRequests(own.requests())
                    .withLimits(own.limits())
                    .build();
        }
        int percent = percent(of);
        String memory = (of.prod() ? 6144 : 1536) * percent / 100 + "Mi";
        return sized(milliCores * percent / 100 + "m", memory, memory);
    }

    /** As the reference's nodes grow with what is used of the server. */
    private static int percent(Installation of) {
        return switch (of.spec().productsOrDefault()) {
            case MODELS -> 100;
            case WEAVE -> of.prod() ? 150 : 200;
            case BOTH -> 200;
        };
    }

    private static ResourceRequirements sized(String cpu, String memory, String limit) {
        return new ResourceRequirementsBuilder()
                .withRequests(Map.of("cpu", new Quantity(cpu), "memory", new Quantity(memory)))
                .withLimits(Map.of("memory", new Quantity(limit)))
                .build();
    }
}
