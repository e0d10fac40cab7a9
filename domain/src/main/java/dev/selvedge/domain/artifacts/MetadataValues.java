package dev.selvedge.domain.artifacts;

import dev.selvedge.platform.filter.FilterValue;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values inside metadata by dotted path. */
final class MetadataValues {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private MetadataValues() {}

    static FilterValue at(String metadata, String path) {
        if (metadata == null || metadata.isBlank()) {
            return null;
        }
        try {
            return value(find(JSON.readTree(metadata), path));
        } catch (JacksonException e) {
            return null;
        }
    }

    /** A key may hold dots itself, so the longest key that exists wins. */
    private static JsonNode find(JsonNode node, String path) {
        if (node.has(path)) {
            return node.get(path);
        }
        for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
            JsonNode inner = node.get(path.substring(0, dot));
            if (inner != null) {
                JsonNode found = find(inner, path.substring(dot + 1));
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static FilterValue value(JsonNode node) {
        if (node == null) {
            return null;
        }
        return switch (node.getNodeType()) {
            case STRING -> new FilterValue.Text(node.asString());
            case NUMBER -> new FilterValue.Num(node.asDouble());
            case BOOLEAN -> new FilterValue.Bool(node.asBoolean());
            case ARRAY -> {
                List<FilterValue> items = new ArrayList<>();
                node.forEach(item -> {
                    FilterValue each = value(item);
                    items.add(each == null ? FilterValue.NULL : each);
                });
                yield new FilterValue.Items(items);
            }
            case NULL -> FilterValue.NULL;
            default -> null;
        };
    }
}
