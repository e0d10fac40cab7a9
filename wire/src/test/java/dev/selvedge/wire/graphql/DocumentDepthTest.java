package dev.selvedge.wire.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.Parser;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DocumentDepthTest {

    private static int depth(String document) {
        return DocumentDepth.of(Parser.parse(document));
    }

    @Test
    void fieldsOfTheRootAreOneDeep() {
        assertThat(depth("{ viewer serverInfo }")).isEqualTo(1);
        assertThat(depth("{ viewer { id teams { edges { node { name } } } } serverInfo { a } }"))
                .isEqualTo(5);
    }

    @Test
    void fragmentsCountWhereTheyAreSpread() {
        assertThat(depth("{ project { ...P } } fragment P on Project { run { ... on Run { user { id } } } }"))
                .isEqualTo(4);
        assertThat(depth("query A { a } query B { b { c } }")).isEqualTo(2);
    }

    /** 2 to the power of 60 ways through it. */
    @Test
    void fragmentsThatSpreadTheNextOneTwiceAreFollowedOnce() {
        String chain = IntStream.range(0, 60)
                .mapToObj(i -> "fragment F%d on T { a { ...F%d } b { ...F%d } }".formatted(i, i + 1, i + 1))
                .collect(Collectors.joining(" "));
        assertThat(depth("{ ...F0 } " + chain + " fragment F60 on T { c }")).isEqualTo(61);
    }
}
