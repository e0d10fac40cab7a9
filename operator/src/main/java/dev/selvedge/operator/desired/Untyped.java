package dev.selvedge.operator.desired;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;

/** Objects of kinds that a cluster may not know: Gateway API, Prometheus operator. */
final class Untyped {

    private Untyped() {}

    static GenericKubernetesResource object(String apiVersion, String kind, ObjectMeta meta, Map<String, Object> spec) {
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setApiVersion(apiVersion);
        object.setKind(kind);
        object.setMetadata(meta);
        object.setAdditionalProperty("spec", spec);
        return object;
    }
}
