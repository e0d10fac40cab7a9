package dev.selvedge.domain.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.platform.Fault;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ResourceDefaultsTest {

    private static final String CPU = """
            {"cpu": {"schema": {"type": "integer", "minimum": 1, "maximum": 4}},
             "memory": {"schema": {"type": "integer", "default": 8}},
             "zone": {"schema": {"type": "string", "enum": ["a", "b"], "default": "a"}}}""";

    private static final String JOB = """
            {"resource_args": {"kubernetes": {"spec": {"parallelism": "{{cpu}}",
              "limits": {"memory": "{{ memory }}Gi"}, "zones": ["eu-{{zone}}-1", "fixed"]}}}}""";

    @Test
    void aQueueWithoutTemplateVariablesIsPatchedByTheRun() {
        ResourceConfig config = config("local-container", """
                {"resource_args": {"local-container": {"cpus": 2, "env": ["A=1"], "memory": "1g"}}}""", null);
        assertThat(applied(config, """
                {"job": "e/p/j:v0", "resource_args": {"local-container": {"cpus": 4, "memory": null}}}""", "{}")).isEqualTo(json("""
                        {"job": "e/p/j:v0", "resource": "local-container",
                         "resource_args": {"local-container": {"cpus": 4, "env": ["A=1"]}}}"""));
    }

    @Test
    void theQueueSaysWhatKindOfMachineItIsFor() {
        ResourceConfig config = config("kubernetes", "{\"resource_args\": {\"kubernetes\": {}}}", null);
        assertThat(applied(config, "{\"job\": \"j\", \"resource\": \"local-process\"}", "{}")
                        .path("resource")
                        .asString())
                .isEqualTo("kubernetes");
    }

    @Test
    void aSweepsSchedulerStaysBesideItsAgent() {
        ResourceConfig config = config("kubernetes", JOB, CPU);
        String scheduler = "{\"uri\": \"placeholder-uri-scheduler\", \"resource\": \"local-process\"}";
        assertThat(applied(config, scheduler, "{}")).isEqualTo(json(scheduler));
    }

    @Test
    void valuesOfTemplateVariablesKeepTheirTypeAndDefaultsFillTheRest() {
        assertThat(applied(config("kubernetes", JOB, CPU), "{\"job\": \"j\"}", "{\"cpu\": 2, \"zone\": \"b\"}")
                        .path("resource_args"))
                .isEqualTo(json("""
                        {"kubernetes": {"spec": {"parallelism": 2, "limits": {"memory": "8Gi"},
                          "zones": ["eu-b-1", "fixed"]}}}"""));
    }

    @Test
    void olderClientsSendTheValuesWithinTheRun() {
        JsonNode spec =
                applied(config("kubernetes", JOB, CPU), "{\"job\": \"j\", \"template_variables\": {\"cpu\": 3}}", "{}");
        assertThat(spec.has("template_variables")).isFalse();
        assertThat(spec.at("/resource_args/kubernetes/spec/parallelism").asInt())
                .isEqualTo(3);
    }

    @Test
    void valuesOutsideTheSchemaAreRefusedBySayingWhy() {
        ResourceConfig config = config("kubernetes", JOB, CPU);
        refused(config, "{\"cpu\": 9}", "cpu", "4");
        refused(config, "{\"cpu\": \"many\"}", "cpu", "integer");
        refused(config, "{\"cpu\": {\"n\": 1}}", "cpu");
        refused(config, "{\"cpu\": 1, \"zone\": \"c\"}", "zone");
        refused(config, "{}", "cpu", "needs a value");
        refused(config, "{\"cpu\": 1, \"gpu\": 1}", "no template variable gpu");
    }

    @Test
    void aPreemptedRunComesBackWithWhatTheTemplateGaveItAndNothingElse() {
        ResourceConfig config = config("kubernetes", JOB, CPU);
        String filled = applied(config, "{\"job\": \"j\"}", "{\"cpu\": 2}").toString();
        assertThat(applied(config, filled, "{}")).isEqualTo(json(filled));
        for (String forged : new String[] {
            filled.replace("\"parallelism\":2", "\"parallelism\":200"),
            filled.replace("8Gi", "8Gi, and more"),
            filled.replace("\"fixed\"", "\"free\""),
            filled.replace("\"parallelism\":2", "\"parallelism\":2,\"privileged\":true")
        }) {
            assertThat(forged).isNotEqualTo(filled);
            assertThatThrownBy(() -> applied(config, forged, "{}"))
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.INVALID));
        }
    }

    @Test
    void configurationsThatMachinesWouldRefuseAreKeptWithAWarning() {
        assertThat(ResourceDefaults.complaints(config("kubernetes", """
                {"resource_args": {"kubernetes": {"apiVersion": "batch/v1", "spec": {"backoffLimit": "many",
                  "template": {"spec": {"restartPolicy": "Sometimes", "containers": [{"args": "x"}]}}}}}}""", null)))
                .hasSize(3)
                .anyMatch(text -> text.startsWith("kubernetes/spec/backoffLimit: "))
                .anyMatch(text -> text.startsWith("kubernetes/spec/template/spec/restartPolicy: "))
                .anyMatch(text -> text.startsWith("kubernetes/spec/template/spec/containers/0/args: "));
        assertThat(ResourceDefaults.complaints(config(
                        "kubernetes",
                        "{\"resource_args\": {\"kubernetes\": {\"kind\": \"VolcanoJob\","
                                + "\"apiVersion\": \"batch.volcano.sh/v1alpha1\", \"spec\": {\"template\": 1}}}}",
                        null)))
                .as("custom resources have shapes of their own")
                .isEmpty();
        assertThat(ResourceDefaults.complaints(config("sagemaker", "{\"resource_args\": {\"sagemaker\": {}}}", null)))
                .hasSize(2);
        assertThat(ResourceDefaults.complaints(config(
                        "gcp-vertex",
                        "{\"resource_args\": {\"gcp-vertex\": {\"spec\": {\"worker_pool_specs\": []}}}}",
                        null)))
                .hasSize(1);
        assertThat(ResourceDefaults.complaints(
                        config("local-container", "{\"resource_args\": {\"local-container\": {\"cpus\": {}}}}", null)))
                .hasSize(1);
    }

    @Test
    void placeholdersAndVariablesThatDoNotMeetAreWarnedAbout() {
        assertThat(ResourceDefaults.complaints(
                        config("kubernetes", JOB, "{\"disk\": {\"schema\": {\"type\": \"string\"}}}")))
                .containsExactly(
                        "{{cpu}} is no template variable of the queue",
                        "{{memory}} is no template variable of the queue",
                        "{{zone}} is no template variable of the queue",
                        "The template variable disk is used nowhere");
        assertThat(ResourceDefaults.complaints(config("kubernetes", JOB, CPU))).isEmpty();
    }

    private static void refused(ResourceConfig config, String values, String... words) {
        assertThatThrownBy(() -> applied(config, "{\"job\": \"j\"}", values))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.INVALID))
                .hasMessageContainingAll(words);
    }

    private static JsonNode applied(ResourceConfig config, String spec, String values) {
        LaunchSpec parsed = LaunchSpec.parse(spec);
        ResourceDefaults.apply(parsed, config, RunJson.parseObject(values, "values"));
        return json(parsed.text());
    }

    private static JsonNode json(String text) {
        return RunJson.parseObject(text, "test");
    }

    private static ResourceConfig config(String resource, String config, String variables) {
        return new ResourceConfig(
                null,
                new EntityId(1),
                resource,
                config,
                TemplateVariables.parse(variables),
                new UserId(1),
                Instant.EPOCH);
    }
}
