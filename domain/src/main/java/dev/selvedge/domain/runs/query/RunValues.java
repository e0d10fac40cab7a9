package dev.selvedge.domain.runs.query;

import dev.selvedge.domain.runs.Unicode;
import dev.selvedge.domain.runs.query.RunField.Document;
import dev.selvedge.platform.filter.FilterValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * A document as comparable values by path: nested keys are joined by dots, config loses its {@code value} wrappers.
 *
 * <p>What is too large to be compared still exists: long lists, media and objects become {@link FilterValue.Fields}, texts
 * are cut at {@value #MAX_TEXT} characters. The half of a character becomes a replacement character, as it does in other
 * programs: what a database keeps in its place is not found again. Clients' own bookkeeping ({@code _wandb}) is left out.
 */
public final class RunValues {

    public static final int MAX_TEXT = 65_536;
    static final int MAX_ITEMS = 1_000;
    public static final int MAX_PATH = 512;
    /** Of one document; further keys are shown but cannot be asked for. */
    static final int MAX_VALUES = 10_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(64 << 20)
                    .maxNameLength(1 << 20)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final JsonParser json;
    private final boolean wrapped;
    private final Map<String, Entry> values = new LinkedHashMap<>();

    /** @param topLength how much of the path is the top-level key, which may hold dots itself */
    public record Entry(int topLength, FilterValue value) {}

    private RunValues(JsonParser json, boolean wrapped) {
        this.json = json;
        this.wrapped = wrapped;
    }

    /** Values by path. Empty when the text is not a JSON object: whoever stored it refused that already. */
    public static Map<String, Entry> of(Document document, String text) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            RunValues reader = new RunValues(json, document == Document.CONFIG);
            if (json.nextToken() == JsonToken.START_OBJECT) {
                reader.document();
            }
            return reader.values;
        } catch (JacksonException e) {
            return Map.of();
        }
    }

    private void document() {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = Unicode.whole(json.currentName());
            json.nextToken();
            if (key.equals("_wandb") || (wrapped && key.equals("wandb_version"))) {
                json.skipChildren();
            } else if (wrapped && json.currentToken() == JsonToken.START_OBJECT) {
                wrapper(key);
            } else {
                value(key, key.length());
            }
        }
    }

    /** {@code {"value":…,"desc":…}} */
    private void wrapper(String key) {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            boolean isValue = json.currentName().equals("value");
            json.nextToken();
            if (isValue) {
                value(key, key.length());
            } else {
                json.skipChildren();
            }
        }
    }

    /** The current token begins the value at {@code path}. */
    private void value(String path, int topLength) {
        if (path.isEmpty() || path.length() > MAX_PATH || values.size() >= MAX_VALUES) {
            json.skipChildren();
            return;
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            values.put(path, new Entry(topLength, scalarOrList()));
            return;
        }
        values.put(path, new Entry(topLength, new FilterValue.Fields()));
        int before = values.size();
        boolean media = false;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = Unicode.whole(json.currentName());
            json.nextToken();
            if (name.equals("_type") && json.currentToken() == JsonToken.VALUE_STRING) {
                media = true;
            }
            value(path + "." + name, topLength);
        }
        if (media) {
            // media and histograms: their parts (paths, hashes, bins) are nothing to filter by
            List.copyOf(values.keySet()).stream().skip(before).forEach(values::remove);
        }
    }

    private FilterValue scalarOrList() {
        return switch (json.currentToken()) {
            case VALUE_NULL -> FilterValue.NULL;
            case VALUE_TRUE -> new FilterValue.Bool(true);
            case VALUE_FALSE -> new FilterValue.Bool(false);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new FilterValue.Num(json.getDoubleValue());
            case VALUE_STRING -> new FilterValue.Text(cut(Unicode.whole(json.getString())));
            case START_ARRAY -> list();
            default -> {
                json.skipChildren();
                yield new FilterValue.Fields();
            }
        };
    }

    private FilterValue list() {
        List<FilterValue> items = new ArrayList<>();
        int weight = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            FilterValue item = scalarOrList();
            weight += weight(item);
            if (weight <= MAX_TEXT && items.size() <= MAX_ITEMS) {
                items.add(item);
            }
        }
        return weight > MAX_TEXT || items.size() > MAX_ITEMS ? new FilterValue.Fields() : new FilterValue.Items(items);
    }

    private static int weight(FilterValue item) {
        return switch (item) {
            case FilterValue.Text(String text) -> text.length();
            case FilterValue.Items(var items) ->
                items.stream().mapToInt(RunValues::weight).sum();
            default -> 1;
        };
    }

    /** Never between the two halves of a character outside the basic plane. */
    public static String cut(String text) {
        return cut(text, MAX_TEXT);
    }

    public static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
