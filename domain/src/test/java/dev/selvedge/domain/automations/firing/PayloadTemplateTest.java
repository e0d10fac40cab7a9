package dev.selvedge.domain.automations.firing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadTemplateTest {

    private static final Map<String, String> VALUES =
            Map.of("alias", "prod", "tag", "a\",\"admin\":\"true", "author", "line\nbreak \\ ${alias}");

    @Test
    void variablesAreFilledInAtEveryDepth() {
        assertThat(fill("{\"a\":\"${alias}-x\",\"b\":[\"${alias}\",1,null,{\"c\":\"${alias}${alias}\"}],\"d\":true}"))
                .isEqualTo("{\"a\":\"prod-x\",\"b\":[\"prod\",1,null,{\"c\":\"prodprod\"}],\"d\":true}");
    }

    @Test
    void aValueCannotChangeTheShapeOfThePayload() {
        assertThat(fill("{\"tag\":\"${tag}\"}")).isEqualTo("{\"tag\":\"a\\\",\\\"admin\\\":\\\"true\"}");
        assertThat(fill("{\"x\":\"${author}\"}"))
                .as("and is not filled in again")
                .isEqualTo("{\"x\":\"line\\nbreak \\\\ ${alias}\"}");
    }

    @Test
    void namesItDoesNotKnowStay() {
        assertThat(fill("{\"x\":\"${nothing} $alias ${} $\"}")).isEqualTo("{\"x\":\"${nothing} $alias ${} $\"}");
    }

    private static String fill(String template) {
        return PayloadTemplate.json(template, VALUES::get);
    }
}
