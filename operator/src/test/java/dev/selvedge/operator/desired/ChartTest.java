package dev.selvedge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.selvedge.operator.Golden;
import dev.selvedge.operator.Specs;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's objects and the chart's renders of the same installation say the same. */
class ChartTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** Of these the chart has more: a second way in, a dashboard, keys that the operator makes with a random text. */
    private static final Set<String> CHART_ONLY = Set.of(
            "Ingress/wandb-secondary",
            "ConfigMap/wandb-dashboard",
            "Secret/wandb-keys",
            "Secret/wandb-migrate",
            // made by the SelvedgeBackup that an installation asks for
            "CronJob/wandb-backup",
            "CronJob/wandb-drill");

    @ParameterizedTest
    @ValueSource(strings = {"poc", "dev", "prod-aws", "prod-private"})
    void theOperatorMakesWhatTheChartRenders(String name) throws IOException {
        Map<String, JsonNode> chart = chart(name);
        Map<String, JsonNode> ours = ours(name);
        CHART_ONLY.forEach(chart::remove);
        assertThat(ours.keySet()).isEqualTo(chart.keySet());
        for (String each : chart.keySet()) {
            if (each.startsWith("PrometheusRule/")) {
                ((ObjectNode) ours.get(each)).retain(names(chart.get(each)));
            }
            assertThat(ours.get(each).toPrettyString())
                    .as(each)
                    .isEqualTo(chart.get(each).toPrettyString());
        }
    }

    private static Map<String, JsonNode> chart(String name) throws IOException {
        Map<String, JsonNode> all = new TreeMap<>();
        var file = Golden.REPOSITORY
                .resolve("deploy/tests/golden/" + name + ".yaml")
                .toFile();
        for (var it = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file); it.hasNext(); ) {
            put(all, it.next());
        }
        return all;
    }

    private static Map<String, JsonNode> ours(String name) throws IOException {
        Installation of = Specs.installation(name);
        List<HasMetadata> objects = new ArrayList<>(Objects.surroundings(of));
        objects.addAll(Objects.servers(of));
        if (!of.spec().single()) {
            objects.add(Jobs.migrate(of));
        }
        Map<String, JsonNode> all = new TreeMap<>();
        for (HasMetadata each : objects) {
            put(all, YAML.readTree(Serialization.asYaml(each)));
        }
        return all;
    }

    private static void put(Map<String, JsonNode> all, JsonNode object) {
        if (object.isObject()) {
            String name = object.at("/metadata/name").asText().replaceFirst("-migrate-.*", "-migrate");
            all.put(object.path("kind").asText() + "/" + name, Normal.form((ObjectNode) object));
        }
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Without what only Helm or only the operator needs, and with one way of writing things. */
    private static final class Normal {

        private static final Set<String> OWN_LABELS =
                Set.of("app.kubernetes.io/version", "app.kubernetes.io/managed-by", "helm.sh/chart");
        private static final Set<String> OWN_ANNOTATIONS =
                Set.of("selvedge.dev/connections", "selvedge.dev/ca", "helm.sh/resource-policy");

        static JsonNode form(ObjectNode object) {
            meta((ObjectNode) object.path("metadata"));
            JsonNode template = object.at("/spec/template/metadata");
            if (template.isObject()) {
                meta((ObjectNode) template);
            }
            if (object.path("spec").isObject()) {
                ((ObjectNode) object.path("spec")).remove("progressDeadlineSeconds");
            }
            if (object.path("kind").asText().equals("Job")) {
                job((ObjectNode) object);
            }
            if (object.path("kind").asText().equals("PrometheusRule")) {
                return alerts(object);
            }
            return sorted(object);
        }

        /** By name: their order and groups say nothing. */
        private static JsonNode alerts(ObjectNode rules) {
            ObjectNode alerts = YAML.createObjectNode();
            rules.path("spec")
                    .path("groups")
                    .forEach(group -> group.path("rules")
                            .forEach(rule -> alerts.set(rule.path("alert").asText(), sorted(rule))));
            return sorted(alerts);
        }

        private static void meta(ObjectNode meta) {
            meta.remove(List.of("namespace", "ownerReferences"));
            without(meta, "labels", OWN_LABELS);
            without(meta, "annotations", OWN_ANNOTATIONS);
        }

        private static void without(ObjectNode meta, String field, Set<String> own) {
            if (meta.path(field).isObject()) {
                ((ObjectNode) meta.path(field)).remove(own);
                if (meta.path(field).isEmpty()) {
                    meta.remove(field);
                }
            }
        }

        /** The chart's Job runs as a hook before the release: it has a Secret of its own, no account and no other authorities. */
        private static void job(ObjectNode job) {
            job.remove("metadata");
            ObjectNode pod = (ObjectNode) job.at("/spec/template/spec");
            pod.remove(List.of("volumes", "serviceAccountName"));
            ObjectNode container = (ObjectNode) pod.at("/containers/0");
            container.remove(List.of("volumeMounts", "terminationMessagePolicy"));
            ArrayNode env = (ArrayNode) container.path("env");
            Set<String> more = Set.of("JDK_JAVA_OPTIONS", "SELVEDGE_CA_FOLDER");
            for (int i = env.size() - 1; i >= 0; i--) {
                ObjectNode variable = (ObjectNode) env.get(i);
                if (more.contains(variable.path("name").asText())) {
                    env.remove(i);
                } else if (variable.at("/valueFrom/secretKeyRef/name").asText().equals("wandb-migrate")) {
                    ((ObjectNode) variable.at("/valueFrom/secretKeyRef")).put("name", "wandb-connections");
                }
            }
        }

        private static JsonNode sorted(JsonNode node) {
            if (node.isObject()) {
                ObjectNode sorted = YAML.createObjectNode();
                new TreeSet<>(names(node)).forEach(name -> {
                    JsonNode value = quantity(name, sorted(node.get(name)));
                    if (!(value.isArray() && value.isEmpty())) {
                        sorted.set(name, value);
                    }
                });
                return sorted;
            }
            if (node.isArray()) {
                ArrayNode sorted = YAML.createArrayNode();
                node.forEach(each -> sorted.add(sorted(each)));
                return sorted;
            }
            return node;
        }

        private static JsonNode quantity(String name, JsonNode value) {
            boolean amount = (name.equals("memory") || name.equals("cpu")) && value.isTextual();
            return amount
                    ? YAML.getNodeFactory()
                            .textNode(Quantity.getAmountInBytes(Quantity.parse(value.asText()))
                                    .toPlainString())
                    : value;
        }
    }
}
