package dev.selvedge.platform.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.platform.filter.FilterValue.Bool;
import dev.selvedge.platform.filter.FilterValue.Fields;
import dev.selvedge.platform.filter.FilterValue.Items;
import dev.selvedge.platform.filter.FilterValue.Null;
import dev.selvedge.platform.filter.FilterValue.Time;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterMatcherTest {

    private static final Map<String, FilterValue> THING = Map.of(
            "n", FilterValue.of(3),
            "nan", FilterValue.of(Double.NaN),
            "inf", FilterValue.of(Double.POSITIVE_INFINITY),
            "s", FilterValue.of("resnet50"),
            "t", new Bool(true),
            "null", new Null(),
            "list", new Items(List.of(FilterValue.of(64), FilterValue.of("x"), new Items(List.of(FilterValue.of(1))))),
            "empty", new Items(List.of()),
            "object", new Fields());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"n":3} | true
            {"n":"3"} | false
            {"n":{"$ne":3}} | false
            {"n":{"$ne":4}} | true
            {"n":{"$gt":2.5}} | true
            {"n":{"$gt":3}} | false
            {"n":{"$gte":3}} | true
            {"n":{"$lt":3}} | false
            {"n":{"$lte":3}} | true
            {"n":{"$gt":"2"}} | false
            {"n":{"$in":[1,3]}} | true
            {"n":{"$nin":[1,3]}} | false
            {"n":{"$exists":true}} | true
            {"n":{"$regex":"3"}} | false
            {"n":{"$contains":3}} | false
            {"n":{"$size":1}} | false
            {"nan":NaN} | true
            {"nan":{"$gte":0}} | false
            {"nan":{"$lt":0}} | false
            {"nan":{"$gt":NaN}} | false
            {"nan":{"$not":{"$lt":0}}} | true
            {"inf":Infinity} | true
            {"inf":{"$gt":1e308}} | true
            {"inf":-Infinity} | false
            {"s":"resnet50"} | true
            {"s":"ResNet50"} | false
            {"s":{"$gt":"resnet"}} | true
            {"s":{"$lt":"s"}} | true
            {"s":{"$regex":"net"}} | true
            {"s":{"$regex":"^net"}} | false
            {"s":{"$regex":"NET\\\\d+$","$options":"i"}} | true
            {"s":{"$regex":"NET"}} | false
            {"s":{"$contains":"net5"}} | true
            {"s":{"$contains":"NET"}} | false
            {"s":{"$contains":5}} | false
            {"s":{"$in":["a","resnet50"]}} | true
            {"s":{"$all":["resnet50"]}} | true
            {"t":true} | true
            {"t":1} | false
            {"t":{"$ne":true}} | false
            {"t":{"$gt":false}} | true
            {"null":null} | true
            {"null":{"$exists":true}} | true
            {"null":{"$ne":null}} | false
            {"missing":null} | true
            {"missing":{"$exists":true}} | false
            {"missing":{"$exists":false}} | true
            {"missing":{"$ne":1}} | true
            {"missing":{"$nin":[1]}} | true
            {"missing":{"$in":[null]}} | true
            {"missing":{"$lt":1}} | false
            {"missing":{"$not":{"$lt":1}}} | true
            {"missing":{"$regex":""}} | false
            {"list":64} | true
            {"list":{"$ne":64}} | false
            {"list":{"$in":[1,"x"]}} | true
            {"list":[64,"x",[1]]} | true
            {"list":[64,"x"]} | false
            {"list":[[1]]} | false
            {"list":[1]} | true
            {"list":{"$contains":"x"}} | true
            {"list":{"$contains":"y"}} | false
            {"list":{"$contains":[1]}} | true
            {"list":{"$all":["x",64]}} | true
            {"list":{"$all":["x",65]}} | false
            {"list":{"$all":[]}} | false
            {"list":{"$size":3}} | true
            {"list":{"$size":0}} | false
            {"list":{"$gt":1}} | false
            {"list":{"$regex":"^x$"}} | true
            {"empty":{"$size":0}} | true
            {"empty":null} | false
            {"empty":[]} | true
            {"object":{"$exists":true}} | true
            {"object":null} | false
            {"object":{"$ne":1}} | true
            {"n":3,"s":"x"} | false
            {"$or":[{"n":4},{"s":"resnet50"}]} | true
            {"$or":[]} | false
            {"$nor":[{"n":4},{"s":"x"}]} | true
            {"$nor":[{"n":3}]} | false
            {"$and":[{"n":3},{"$not":{"n":4}}]} | true
            """)
    void operatorsMean(String filter, boolean expected) {
        assertThat(FilterMatcher.matches(FilterParser.parse(filter), THING::get))
                .isEqualTo(expected);
    }

    @Test
    void timesCompareWithTimes() {
        Time noon = new Time(Instant.parse("2026-01-01T12:00:00Z"));
        var later = new Predicate.Compare(Predicate.Comparison.GREATER, noon);
        assertThat(FilterMatcher.matches(later, new Time(Instant.parse("2026-01-01T12:00:01Z"))))
                .isTrue();
        assertThat(FilterMatcher.matches(later, noon)).isFalse();
        assertThat(FilterMatcher.matches(later, FilterValue.of("2027"))).isFalse();
    }

    @Test
    void rewritingKeepsTheShape() {
        Filter<String> filter = FilterParser.parse("{\"$or\":[{\"a\":1},{\"$not\":{\"b\":{\"$gt\":2}}}]}");
        Filter<Integer> lengths =
                filter.rewrite(test -> new Filter.Test<>(test.key().length(), test.predicate()));
        assertThat(lengths.rewrite(test -> new Filter.Test<>("a".repeat(test.key()), test.predicate())))
                .isEqualTo(FilterParser.parse("{\"$or\":[{\"a\":1},{\"$not\":{\"a\":{\"$gt\":2}}}]}"));
    }
}
