package dev.selvedge.wire.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
