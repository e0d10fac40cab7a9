package dev.selvedge.wire.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.GraphQL;
import org.junit.jupiter.api.Test;

class SchemaTypesTest {

    @Test
    void fieldsThatNobodyServesRefuseByName() {
        GraphQL bare = GraphQL.newGraphQL(SchemaTypes.read().schema()).build();

        assertThat(bare.execute("{ serverInfo { frontendHost } }").getErrors())
                .singleElement()
                .satisfies(error -> assertThat(error.getMessage()).contains("serverInfo"));
    }

    @Test
    void whatWasReadAheadIsHandedOutOnce() {
        SchemaTypes.readAhead();
        SchemaTypes first = SchemaTypes.read();

        assertThat(SchemaTypes.read().schema()).isNotSameAs(first.schema());
        assertThat(first.definitions().getTypeOrNull("Query")).isNotNull();
        assertThat(first.schema().getObjectType("Run").getDefinition()).isNull();
    }
}
