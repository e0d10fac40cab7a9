package dev.selvedge.domain.runs;

import dev.selvedge.platform.Fault;
import java.util.Collection;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON of configs and summaries, where clients write bare {@code NaN} and {@code Infinity}. */
public final class RunJson {

    /** One line of a file_stream body has at most 10 MiB; a config as large as that is still a config. */
    private static final int LONGEST_TEXT = 64 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_TEXT)
                            .maxNameLength(1 << 20)
                            .build())
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .build();

    private RunJson() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** INVALID unless {@code text} is one JSON object; {@code what} names it in the message. */
    public static ObjectNode parseObject(String text, String what) {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw Fault.invalid(what + " is not valid JSON: " + e.getOriginalMessage());
        }
        throw Fault.invalid(what + " must be a JSON object");
    }

    public static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** JSON text of maps, lists, texts, numbers and nodes. */
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Only {@code keys} of the top level, in the order of the text; all of it when {@code keys} is null. */
    public static String restricted(String text, Collection<String> keys) {
        return keys == null ? text : write(parseObject(text, "JSON").retain(keys));
    }
}
