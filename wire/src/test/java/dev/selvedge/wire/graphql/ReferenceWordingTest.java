package dev.selvedge.wire.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.GraphQL;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceWordingTest {

    private final GraphQL graphQl = GraphQL.newGraphQL(new SchemaGenerator()
                    .makeExecutableSchema(
                            new SchemaParser().parse("type Query { run(name: String): Run } type Run { id: ID }"),
                            RuntimeWiring.newRuntimeWiring().build()))
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ nope }                    | Cannot query field \"nope\" on type \"Query\".",
                "{ run { id nope } }         | Cannot query field \"nope\" on type \"Run\".",
                "query Q { run { nope {x} } }| Cannot query field \"nope\" on type \"Run\".",
                "{ run(nope: 1) { id } }     | Unknown argument \"nope\" on field \"run\"."
            })
    void messagesReadAsClientsMatchThem(String query, String expected) {
        var errors = graphQl.execute(query).getErrors();
        assertThat(errors).extracting(e -> ReferenceWording.of(e.getMessage())).contains(expected);
    }
}
