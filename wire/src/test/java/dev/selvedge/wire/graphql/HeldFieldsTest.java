package dev.selvedge.wire.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.platform.Fault;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import graphql.schema.LightDataFetcher;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

class HeldFieldsTest {

    private static final GraphQLSchema PLAIN = new SchemaGenerator()
            .makeExecutableSchema(
                    new SchemaParser().parse("""
                            type Query { cup: Cup }
                            interface Holder { size: Int }
                            type Cup implements Holder { size: Int, colour: String, broken: String, owner: String, filled(by: Int): Int }
                            """),
                    RuntimeWiring.newRuntimeWiring()
                            .type("Holder", holder -> holder.typeResolver(environment -> null))
                            .build());

    record Cup(int litres) {}

    @Controller
    @SchemaMapping(typeName = "Cup")
    static final class Cups {

        @Immediate
        @SchemaMapping
        String colour(Cup cup) {
            return "blue " + cup.litres();
        }

        @Immediate
        @SchemaMapping(field = "broken")
        String refused(Cup cup) {
            throw Fault.notFound("no such cup");
        }

        @SchemaMapping
        String owner(Cup cup) {
            return "asked of a database";
        }

        @Immediate
        @SchemaMapping
        int filled(Cup cup, @Argument Integer by) {
            return by;
        }

        @Immediate
        @SchemaMapping(typeName = "Holder")
        int size(Cup cup) {
            return cup.litres();
        }
    }

    private static DataFetcher<?> fetcher(String field) {
        try (var context = new AnnotationConfigApplicationContext(Cups.class)) {
            GraphQLSchema schema = PLAIN.transformWithoutTypes(change -> change.codeRegistry(
                    PLAIN.getCodeRegistry().transform(code -> HeldFields.shorten(context, PLAIN, code))));
            DataFetcher<?> found =
                    schema.getCodeRegistry().getDataFetcher(FieldCoordinates.coordinates("Cup", field), of(field));
            if (isHeld(found)) {
                // so that the controller is there while the context is
                told(found, field);
            }
            return found;
        }
    }

    private static GraphQLFieldDefinition of(String field) {
        return PLAIN.getObjectType("Cup").getFieldDefinition(field);
    }

    private static boolean isHeld(DataFetcher<?> fetcher) {
        return fetcher.getClass().getEnclosingClass() == HeldFields.class;
    }

    private static Object told(DataFetcher<?> fetcher, String field) {
        try {
            return ((LightDataFetcher<?>) fetcher).get(of(field), new Cup(2), () -> null);
        } catch (Exception e) {
            return e;
        }
    }

    @Test
    void aFieldOfItsObjectAloneIsCalledDirectly() {
        assertThat(told(fetcher("colour"), "colour")).isEqualTo("blue 2");
    }

    @Test
    void aRefusalComesAsItWasThrown() {
        assertThat(told(fetcher("broken"), "broken"))
                .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault).hasMessage("no such cup"));
    }

    @Test
    void whatAsksAnythingElseStaysWithTheFramework() {
        assertThat(isHeld(fetcher("owner"))).isFalse();
        assertThat(isHeld(fetcher("filled"))).isFalse();
        assertThat(isHeld(fetcher("size"))).isFalse();
    }
}
