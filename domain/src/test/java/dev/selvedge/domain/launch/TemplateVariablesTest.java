package dev.selvedge.domain.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.platform.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateVariablesTest {

    @Test
    void schemasAreKeptAsCompactTextInTheirOrder() {
        assertThat(TemplateVariables.parse(
                        "{\"cpu\": {\"schema\": {\"type\": \"integer\", \"minimum\": 1, \"maximum\": 4}}}"))
                .containsExactly(new TemplateVariable("cpu", "{\"type\":\"integer\",\"minimum\":1,\"maximum\":4}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}"})
    void nothingIsNoVariables(String text) {
        assertThat(TemplateVariables.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"a\": 1}",
                "{\"a\": {\"type\": \"string\"}}",
                "{\"a\": {\"schema\": \"string\"}}",
                "{\"a\": {\"schema\": {}}}",
                "{\"a\": {\"schema\": {\"type\": \"object\"}}}",
                "{\"a\": {\"schema\": {\"type\": \"string\", \"enum\": []}}}",
                "{\"a\": {\"schema\": {\"type\": \"integer\", \"minimum\": \"1\"}}}",
                "{\"a\": {\"schema\": {\"type\": \"integer\", \"maximum\": 4, \"default\": 5}}}",
                "{\"a\": {\"schema\": {\"type\": \"string\", \"pattern\": \"(\"}}}",
                "{\"a\": {\"schema\": {\"type\": \"string\", \"$ref\": \"#\"}}}",
                "{\"a\": {\"schema\": {\"type\": \"string\", \"$ref\": \"http://127.0.0.1/x\"}}}",
                "{\"a b\": {\"schema\": {\"type\": \"string\"}}}",
                "{\"\": {\"schema\": {\"type\": \"string\"}}}",
                "{\"a\": {\"schema\": {\"type\": \"string\"}}"
            })
    void whatIsNoSchemaOfAValueIsRefused(String text) {
        assertThatThrownBy(() -> TemplateVariables.parse(text))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.INVALID));
    }

    @Test
    void aPatternCannotKeepTheServerBusy() {
        List<TemplateVariable> variables =
                TemplateVariables.parse("{\"a\": {\"schema\": {\"type\": \"string\", \"pattern\": \"^(a+)+$\"}}}");
        var values = RunJson.parseObject("{\"a\": \"" + "a".repeat(5_000) + "!\"}", "values");
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThatThrownBy(() -> TemplateVariables.values(variables, values))
                        .isInstanceOf(Fault.class));
    }

    @Test
    void theCommandLineSendsTruthValuesAsText() {
        List<TemplateVariable> variables = TemplateVariables.parse("{\"spot\": {\"schema\": {\"type\": \"boolean\"}}}");
        assertThat(TemplateVariables.values(variables, RunJson.parseObject("{\"spot\": \"true\"}", "values"))
                        .get("spot")
                        .asBoolean())
                .isTrue();
    }
}
