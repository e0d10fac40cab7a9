package dev.selvedge.wire.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

class RawJsonSerializerTest {

    @Test
    void numbersThatJsonDoesNotHaveBecomeWords() {
        assertThat(RawJsonSerializer.strict("{\"a\":NaN,\"b\":[Infinity,-Infinity,1]}"))
                .isEqualTo("{\"a\":\"NaN\",\"b\":[\"Infinity\",\"-Infinity\",1]}");
    }

    @Test
    void textThatMentionsThemStaysAsItIs() {
        String text = "{\"NaN \\\" Infinity\":\"-Infinity $0 \\\\\",\"x\":1}";

        assertThat(RawJsonSerializer.strict(text)).isEqualTo(text);
    }

    @Test
    void longStringsDoNotExhaustTheStack() {
        String text = "{\"NaN\":\"" + "x\\n".repeat(1_000_000) + "\"}";

        assertThat(RawJsonSerializer.strict(text)).isEqualTo(text);
    }

    @Test
    void longTextsAreWrittenInPartsThatCutNoCharacter() {
        JsonMapper json = JsonMapper.builder()
                .addModule(new SimpleModule().addSerializer(RawJson.class, new RawJsonSerializer()))
                .build();
        for (int before = 0; before < 4; before++) {
            String text = "[\"" + "a".repeat(before) + "\uD83C\uDF89\u00fc\u4e16".repeat(200_000) + "\"]";

            assertThat(new String(json.writeValueAsBytes(Map.of("rows", new RawJson(text))), StandardCharsets.UTF_8))
                    .isEqualTo("{\"rows\":" + text + "}");
        }
    }
}
