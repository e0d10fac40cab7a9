package dev.selvedge.platform.filter;

import dev.selvedge.platform.Fault;
import dev.selvedge.platform.filter.Predicate.Comparison;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads filters: {@code {"state":"finished","$or":[{"config.lr":{"$lt":0.1}},{"tags":{"$in":["a"]}}]}}.
 *
 * <p>Several keys in one object all have to hold, a bare value means equality, {@code {}} lets everything through. An object
 * without operators below a key goes on into that key: {@code {"config":{"lr":1}}} is {@code {"config.lr":1}}.
 */
public final class FilterParser {

    static final int MAX_CHARACTERS = 4_000_000;
    static final int MAX_DEPTH = 64;
    static final int MAX_TESTS = 2_000;
    static final int MAX_LITERALS = 50_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_CHARACTERS)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final JsonParser json;
    private int tests;
    private int literals;

    private FilterParser(JsonParser json) {
        this.json = json;
    }

    /** Null and blank text let everything through. INVALID, with the reason, for what is no filter. */
    public static Filter<String> parse(String text) {
        if (text == null || text.isBlank()) {
            return Filter.all();
        }
        if (text.length() > MAX_CHARACTERS) {
            throw Fault.invalid("A filter may have up to " + MAX_CHARACTERS + " characters");
        }
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            return new FilterParser(json).document();
        } catch (StreamConstraintsException e) {
            throw Fault.invalid("The filter is nested more than " + MAX_DEPTH + " deep or holds too long a number");
        } catch (StreamReadException e) {
            throw Fault.invalid("The filter is not JSON: " + e.getOriginalMessage());
        }
    }

    private Filter<String> document() {
        JsonToken first = json.nextToken();
        if (first == JsonToken.VALUE_NULL) {
            return Filter.all();
        }
        if (first != JsonToken.START_OBJECT) {
            throw Fault.invalid("A filter is a JSON object such as {\"state\":\"finished\"}");
        }
        Filter<String> filter = object();
        if (json.nextToken() != null) {
            throw Fault.invalid("The filter goes on after its closing brace");
        }
        return filter;
    }

    /** The current token is the opening brace of a condition. */
    private Filter<String> object() {
        List<Filter<String>> parts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "$and" -> parts.add(Filter.and(conditions(key)));
                case "$or" -> parts.add(new Filter.Or<>(conditions(key)));
                case "$nor" -> parts.add(new Filter.Not<>(new Filter.Or<>(conditions(key))));
                case "$not" -> parts.add(new Filter.Not<>(condition(key)));
                default -> {
                    if (key.startsWith("$")) {
                        throw Fault.invalid(
                                "The filter's operator " + key + " needs a key before it or does not exist");
                    }
                    field(key, parts);
                }
            }
        }
        return Filter.and(parts);
    }

    private List<Filter<String>> conditions(String operator) {
        expect(JsonToken.START_ARRAY, operator, "a list of conditions");
        List<Filter<String>> parts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            parts.add(condition(operator));
        }
        return parts;
    }

    private Filter<String> condition(String operator) {
        expect(JsonToken.START_OBJECT, operator, "conditions in braces");
        return object();
    }

    /** The current token is what stands after {@code key}. */
    private void field(String key, List<Filter<String>> parts) {
        if (key.isBlank()) {
            throw Fault.invalid("The filter has a condition without a key");
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            parts.add(test(key, new Predicate.Equal(literal())));
            return;
        }
        OptionedRegex regex = new OptionedRegex();
        Boolean operators = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            boolean operator = name.startsWith("$");
            if (operators != null && operators != operator) {
                throw Fault.invalid("The filter mixes operators and keys below \"" + key + "\"");
            }
            operators = operator;
            json.nextToken();
            if (!operator) {
                field(key + "." + name, parts);
            } else if (!regex.accepts(name)) {
                parts.add(operator(key, name));
            }
        }
        if (operators == null) {
            throw Fault.invalid("The filter has empty braces after \"" + key + "\"");
        }
        regex.addTo(key, parts);
    }

    private Filter<String> operator(String key, String name) {
        return switch (name) {
            case "$eq" -> test(key, new Predicate.Equal(literal()));
            case "$ne" -> new Filter.Not<>(test(key, new Predicate.Equal(literal())));
            case "$gt" -> test(key, new Predicate.Compare(Comparison.GREATER, literal()));
            case "$gte" -> test(key, new Predicate.Compare(Comparison.GREATER_OR_EQUAL, literal()));
            case "$lt" -> test(key, new Predicate.Compare(Comparison.LESS, literal()));
            case "$lte" -> test(key, new Predicate.Compare(Comparison.LESS_OR_EQUAL, literal()));
            case "$in" -> test(key, new Predicate.In(literals(name)));
            case "$nin" -> new Filter.Not<>(test(key, new Predicate.In(literals(name))));
            case "$all" -> test(key, new Predicate.HoldsAll(literals(name)));
            case "$contains" -> test(key, new Predicate.Contains(literal()));
            case "$size" -> test(key, new Predicate.HasSize(size()));
            case "$exists" -> exists(key);
            case "$not" -> not(key);
            default -> throw Fault.invalid("The filter's operator " + name + " does not exist");
        };
    }

    private Filter<String> exists(String key) {
        boolean wanted = switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> json.getDoubleValue() != 0;
            default -> throw Fault.invalid("The filter's $exists takes true or false");
        };
        Filter<String> test = test(key, new Predicate.Exists());
        return wanted ? test : new Filter.Not<>(test);
    }

    /** {@code {"$not":{"$gt":1}}}, or a bare value: not equal to it. */
    private Filter<String> not(String key) {
        List<Filter<String>> parts = new ArrayList<>();
        field(key, parts);
        return new Filter.Not<>(Filter.and(parts));
    }

    private int size() {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT || json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            double size = json.getDoubleValue();
            if (size >= 0 && size == Math.rint(size) && size <= Integer.MAX_VALUE) {
                return (int) size;
            }
        }
        throw Fault.invalid("The filter's $size takes a whole number");
    }

    private Filter<String> test(String key, Predicate predicate) {
        if (++tests > MAX_TESTS) {
            throw Fault.invalid("A filter may have up to " + MAX_TESTS + " conditions");
        }
        return new Filter.Test<>(key, predicate);
    }

    private List<FilterValue> literals(String operator) {
        expect(JsonToken.START_ARRAY, operator, "a list of values");
        return items();
    }

    private List<FilterValue> items() {
        List<FilterValue> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            values.add(literal());
        }
        return values;
    }

    private FilterValue literal() {
        if (++literals > MAX_LITERALS) {
            throw Fault.invalid("A filter may have up to " + MAX_LITERALS + " values");
        }
        return switch (json.currentToken()) {
            case VALUE_NULL -> FilterValue.NULL;
            case VALUE_TRUE -> new FilterValue.Bool(true);
            case VALUE_FALSE -> new FilterValue.Bool(false);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new FilterValue.Num(json.getDoubleValue());
            case VALUE_STRING -> new FilterValue.Text(json.getString());
            case START_ARRAY -> new FilterValue.Items(items());
            default -> throw Fault.invalid("The filter has braces where a value is expected");
        };
    }

    private void expect(JsonToken token, String operator, String what) {
        if (json.currentToken() != token) {
            throw Fault.invalid("The filter's " + operator + " takes " + what);
        }
    }

    /** {@code $regex} and its {@code $options} are neighbours, in either order. */
    private final class OptionedRegex {
        private String pattern;
        private String options;

        boolean accepts(String name) {
            if (!name.equals("$regex") && !name.equals("$options")) {
                return false;
            }
            expect(JsonToken.VALUE_STRING, name, "a text");
            if (name.equals("$regex")) {
                pattern = json.getString();
            } else {
                options = json.getString();
            }
            return true;
        }

        void addTo(String key, List<Filter<String>> parts) {
            if (pattern == null && options == null) {
                return;
            }
            if (pattern == null || (options != null && !options.matches("i?"))) {
                throw Fault.invalid("The filter's $options takes \"i\" beside a $regex");
            }
            parts.add(test(key, new Predicate.Matches(Regex.of(pattern, "i".equals(options)))));
        }
    }
}
