package dev.selvedge.operator.desired;

import dev.selvedge.operator.api.Profile;
import dev.selvedge.operator.api.Selvedge;
import dev.selvedge.operator.api.SelvedgeSpec;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What objects are made from.
 *
 * @param version what runs or comes, which during an upgrade is not what the resource names
 * @param connections fingerprint of all secrets it uses: pods roll when one changes
 */
public record Installation(
        String name, String namespace, String uid, SelvedgeSpec spec, String version, String connections) {

    public static final String MANAGER = "selvedge-operator";
    public static final String VERSION_LABEL = "app.kubernetes.io/version";

    public static Installation of(Selvedge resource, String version, String connections) {
        ObjectMeta meta = resource.getMetadata();
        return new Installation(
                meta.getName(), meta.getNamespace(), meta.getUid(), resource.getSpec(), version, connections);
    }

    public boolean prod() {
        return spec.profileOrDefault() == Profile.PROD;
    }

    /** Recurring jobs have pods of their own. */
    public boolean hasWorker() {
        return !spec.single() && workers() > 0;
    }

    public int workers() {
        Integer wanted = spec.workerOrDefault().replicas();
        return wanted == null ? 1 : wanted;
    }

    public int apps() {
        Integer wanted = spec.appOrDefault().replicas();
        return spec.single() ? 1 : wanted != null ? wanted : prod() ? 2 : 1;
    }

    public boolean scales() {
        return spec.appOrDefault().autoscaling() != null && !spec.single();
    }

    public String image() {
        return Images.of(spec, version);
    }

    public String named(String suffix) {
        return name + "-" + suffix;
    }

    public Map<String, String> selector(String component) {
        Map<String, String> labels = selector();
        labels.put("app.kubernetes.io/component", component);
        return labels;
    }

    public Map<String, String> selector() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("app.kubernetes.io/name", "selvedge");
        labels.put("app.kubernetes.io/instance", name);
        return labels;
    }

    public LabelSelector matching(String component) {
        return new LabelSelectorBuilder().withMatchLabels(selector(component)).build();
    }

    public Map<String, String> labels() {
        Map<String, String> labels = selector();
        labels.put("app.kubernetes.io/managed-by", MANAGER);
        return labels;
    }

    public Map<String, String> labels(String component) {
        Map<String, String> labels = labels();
        labels.put("app.kubernetes.io/component", component);
        return labels;
    }

    /** For what goes with the resource. */
    public ObjectMeta meta(String objectName) {
        return kept(objectName).edit().withOwnerReferences(owner()).build();
    }

    public ObjectMeta meta(String objectName, String component) {
        return meta(objectName).edit().withLabels(labels(component)).build();
    }

    /** For keys and volumes: they outlive the resource unless it says purge. */
    public ObjectMeta lasting(String objectName) {
        return spec.lifecycleOrDefault().purge() ? meta(objectName) : kept(objectName);
    }

    private ObjectMeta kept(String objectName) {
        return new ObjectMetaBuilder()
                .withName(objectName)
                .withNamespace(namespace)
                .withLabels(labels())
                .build();
    }

    private OwnerReference owner() {
        return new OwnerReferenceBuilder()
                .withApiVersion("selvedge.dev/v1alpha1")
                .withKind("Selvedge")
                .withName(name)
                .withUid(uid)
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }
}
