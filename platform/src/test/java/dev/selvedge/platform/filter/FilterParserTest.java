package dev.selvedge.platform.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.platform.Fault;
import dev.selvedge.platform.filter.FilterValue.Items;
import dev.selvedge.platform.filter.Predicate.Comparison;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "{}", "null", "{\"$and\":[]}", "{\"$and\":[{}]}"})
    void whatNamesNothingLetsEverythingThrough(String text) {
        assertThat(FilterMatcher.matches(FilterParser.parse(text), key -> null)).isTrue();
    }

    @Test
    void absentTextLetsEverythingThrough() {
        assertThat(FilterParser.parse(null)).isEqualTo(Filter.all());
    }

    @Test
    void bareValueMeansEquality() {
        assertThat(FilterParser.parse("{\"state\":\"finished\"}"))
                .isEqualTo(equal("state", FilterValue.of("finished")));
        assertThat(FilterParser.parse("{\"a\":1}")).isEqualTo(equal("a", FilterValue.of(1)));
        assertThat(FilterParser.parse("{\"a\":-0.0}")).isEqualTo(equal("a", FilterValue.of(0)));
        assertThat(FilterParser.parse("{\"a\":true}")).isEqualTo(equal("a", new FilterValue.Bool(true)));
        assertThat(FilterParser.parse("{\"a\":null}")).isEqualTo(equal("a", FilterValue.NULL));
        assertThat(FilterParser.parse("{\"a\":NaN}")).isEqualTo(equal("a", FilterValue.of(Double.NaN)));
        assertThat(FilterParser.parse("{\"a\":-Infinity}"))
                .isEqualTo(equal("a", FilterValue.of(Double.NEGATIVE_INFINITY)));
        assertThat(FilterParser.parse("{\"a\":[1,[null],\"x\"]}"))
                .isEqualTo(equal(
                        "a",
                        new Items(List.of(
                                FilterValue.of(1), new Items(List.of(FilterValue.NULL)), FilterValue.of("x")))));
    }

    @Test
    void severalKeysAllHaveToHold() {
        assertThat(FilterParser.parse("{\"a\":1,\"b\":2}"))
                .isEqualTo(new Filter.And<>(List.of(equal("a", FilterValue.of(1)), equal("b", FilterValue.of(2)))));
    }

    @Test
    void severalOperatorsOfOneKeyAllHaveToHold() {
        assertThat(FilterParser.parse("{\"a\":{\"$gt\":1,\"$lte\":2}}"))
                .isEqualTo(new Filter.And<>(
                        List.of(compare("a", Comparison.GREATER, 1), compare("a", Comparison.LESS_OR_EQUAL, 2))));
    }

    @ParameterizedTest
    @CsvSource({"$gt,GREATER", "$gte,GREATER_OR_EQUAL", "$lt,LESS", "$lte,LESS_OR_EQUAL"})
    void comparisons(String operator, Comparison comparison) {
        assertThat(FilterParser.parse("{\"a\":{\"" + operator + "\":3}}")).isEqualTo(compare("a", comparison, 3));
    }

    @Test
    void negativeOperatorsAreNegations() {
        assertThat(FilterParser.parse("{\"a\":{\"$ne\":1}}"))
                .isEqualTo(new Filter.Not<>(equal("a", FilterValue.of(1))));
        assertThat(FilterParser.parse("{\"a\":{\"$nin\":[1]}}"))
                .isEqualTo(new Filter.Not<>(test("a", new Predicate.In(List.of(FilterValue.of(1))))));
        assertThat(FilterParser.parse("{\"a\":{\"$exists\":false}}"))
                .isEqualTo(new Filter.Not<>(test("a", new Predicate.Exists())));
        assertThat(FilterParser.parse("{\"a\":{\"$not\":{\"$gt\":1}}}"))
                .isEqualTo(new Filter.Not<>(compare("a", Comparison.GREATER, 1)));
        assertThat(FilterParser.parse("{\"$nor\":[{\"a\":1}]}"))
                .isEqualTo(new Filter.Not<>(new Filter.Or<>(List.of(equal("a", FilterValue.of(1))))));
        assertThat(FilterParser.parse("{\"$not\":{\"a\":1}}"))
                .isEqualTo(new Filter.Not<>(equal("a", FilterValue.of(1))));
    }

    @Test
    void operatorsOnListsAndTexts() {
        assertThat(FilterParser.parse("{\"a\":{\"$eq\":1}}")).isEqualTo(equal("a", FilterValue.of(1)));
        assertThat(FilterParser.parse("{\"a\":{\"$in\":[1,\"x\"]}}"))
                .isEqualTo(test("a", new Predicate.In(List.of(FilterValue.of(1), FilterValue.of("x")))));
        assertThat(FilterParser.parse("{\"a\":{\"$all\":[1]}}"))
                .isEqualTo(test("a", new Predicate.HoldsAll(List.of(FilterValue.of(1)))));
        assertThat(FilterParser.parse("{\"a\":{\"$size\":2}}")).isEqualTo(test("a", new Predicate.HasSize(2)));
        assertThat(FilterParser.parse("{\"a\":{\"$contains\":\"x\"}}"))
                .isEqualTo(test("a", new Predicate.Contains(FilterValue.of("x"))));
        assertThat(FilterParser.parse("{\"a\":{\"$exists\":true}}")).isEqualTo(test("a", new Predicate.Exists()));
        assertThat(FilterParser.parse("{\"a\":{\"$exists\":1}}")).isEqualTo(test("a", new Predicate.Exists()));
        assertThat(FilterParser.parse("{\"a\":{\"$regex\":\"^x\"}}"))
                .isEqualTo(test("a", new Predicate.Matches(Regex.of("^x", false))));
        assertThat(FilterParser.parse("{\"a\":{\"$options\":\"i\",\"$regex\":\"^x\"}}"))
                .isEqualTo(test("a", new Predicate.Matches(Regex.of("^x", true))));
    }

    @Test
    void treesAsTheSdkBuildsThem() {
        Filter<String> filter = FilterParser.parse(
                "{\"$or\":[{\"$and\":[{\"config.lr.value\":{\"$lt\":0.1}},{\"tags\":{\"$in\":[\"a\"]}}]},{\"state\":\"failed\"}]}");
        assertThat(filter)
                .isEqualTo(new Filter.Or<>(List.of(
                        new Filter.And<>(List.of(
                                compare("config.lr.value", Comparison.LESS, 0.1),
                                test("tags", new Predicate.In(List.of(FilterValue.of("a")))))),
                        equal("state", FilterValue.of("failed")))));
    }

    @Test
    void objectsBelowAKeyGoOnIntoThatKey() {
        assertThat(FilterParser.parse("{\"config\":{\"optimizer\":{\"value\":{\"lr\":{\"$gt\":1}}}}}"))
                .isEqualTo(compare("config.optimizer.value.lr", Comparison.GREATER, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            [] | is a JSON object
            "x" | is a JSON object
            {"a": | not JSON
            {"a":1} {} | closing brace
            {"a":{}} | empty braces after "a"
            {"":1} | without a key
            {"$gt":1} | $gt needs a key
            {"a":{"$near":1}} | $near does not exist
            {"a":{"$gt":1,"b":2}} | mixes operators and keys below "a"
            {"a":{"$in":1}} | $in takes a list
            {"a":{"$in":[{}]}} | braces where a value
            {"a":{"$gt":{"b":1}}} | braces where a value
            {"a":[{"b":1}]} | braces where a value
            {"$or":{"a":1}} | $or takes a list
            {"$or":[1]} | $or takes conditions
            {"$and":"x"} | $and takes a list
            {"a":{"$exists":"yes"}} | $exists takes true or false
            {"a":{"$size":-1}} | $size takes a whole number
            {"a":{"$size":1.5}} | $size takes a whole number
            {"a":{"$size":"1"}} | $size takes a whole number
            {"a":{"$regex":1}} | $regex takes a text
            {"a":{"$regex":"("}} | Not a regular expression
            {"a":{"$regex":"(?=x)"}} | Not a regular expression
            {"a":{"$regex":"(a)\\\\1"}} | Not a regular expression
            {"a":{"$options":"i"}} | $options takes "i" beside
            {"a":{"$regex":"x","$options":"z"}} | $options takes "i" beside
            """)
    void malformedFiltersAreRefusedWithTheReason(String text, String reason) {
        assertThatThrownBy(() -> FilterParser.parse(text))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.INVALID))
                .hasMessageContaining(reason);
    }

    @Test
    void sizesHaveLimits() {
        refuses("{\"$not\":".repeat(65) + "{}" + "}".repeat(65), "deep");
        refuses("{\"$or\":[" + "{\"a\":1},".repeat(2_000) + "{\"a\":1}]}", "2000 conditions");
        refuses("{\"a\":{\"$in\":[" + "1,".repeat(50_000) + "1]}}", "50000 values");
        refuses("{\"a\":{\"$regex\":\"" + "x".repeat(2_001) + "\"}}", "2000 characters");
        refuses("{\"a\":" + "9".repeat(5_000) + "}", "too long a number");
        refuses("{\"a\":\"" + "x".repeat(4_000_000) + "\"}", "4000000 characters");
    }

    @Test
    void numbersBeyondDoubleAreInfinite() {
        assertThat(FilterParser.parse("{\"a\":1e999}")).isEqualTo(equal("a", FilterValue.of(Double.POSITIVE_INFINITY)));
        assertThat(FilterParser.parse("{\"a\":" + "9".repeat(400) + "}"))
                .isEqualTo(equal("a", FilterValue.of(Double.POSITIVE_INFINITY)));
    }

    @Test
    void slowPatternsOfOtherEnginesAreQuickHere() {
        Regex regex = Regex.of("(a+)+$", false);
        assertThat(regex.find("a".repeat(100_000) + "b")).isFalse();
    }

    private static void refuses(String text, String reason) {
        assertThatThrownBy(() -> FilterParser.parse(text))
                .isInstanceOf(Fault.class)
                .hasMessageContaining(reason);
    }

    private static Filter<String> equal(String key, FilterValue value) {
        return Filter.equal(key, value);
    }

    private static Filter<String> compare(String key, Comparison comparison, double bound) {
        return test(key, new Predicate.Compare(comparison, FilterValue.of(bound)));
    }

    private static Filter<String> test(String key, Predicate predicate) {
        return new Filter.Test<>(key, predicate);
    }
}
