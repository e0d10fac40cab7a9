package dev.selvedge.server;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.graphql.execution.GraphQlSource;

/**
 * Which root fields of the contract are served. What is not says so on the wire; the list in {@code contracts/graphql/
 * unbuilt.txt} is what COMPATIBILITY.md shows, so building a field includes taking it off the list.
 */
class GraphQlCoverageTest {

    private static final Path UNBUILT = Path.of("../contracts/graphql/unbuilt.txt");

    @Test
    void unbuiltRootFieldsAreExactlyTheListedOnes(@TempDir Path folder) throws Exception {
        try (TestServer server = new TestServer(folder, Map.of())) {
            GraphQLSchema schema = server.bean(GraphQlSource.class).schema();
            List<String> unbuilt = new ArrayList<>();
            for (GraphQLObjectType root : List.of(schema.getQueryType(), schema.getMutationType())) {
                for (GraphQLFieldDefinition field : root.getFieldDefinitions()) {
                    if (!isServed(schema.getCodeRegistry(), root, field)) {
                        unbuilt.add(root.getName() + "." + field.getName());
                    }
                }
            }
            unbuilt.sort(null);
            if (Boolean.getBoolean("selvedge.update")) {
                Files.write(UNBUILT, unbuilt);
            }
            assertThat(unbuilt)
                    .as("run once with -Dselvedge.update=true to renew the list")
                    .isEqualTo(Files.readAllLines(UNBUILT));
        }
    }

    /** The framework wraps every fetcher, and we those of mutations: the wrappers are taken off first. */
    private static boolean isServed(GraphQLCodeRegistry code, GraphQLObjectType root, GraphQLFieldDefinition field)
            throws ReflectiveOperationException {
        Object fetcher = code.getDataFetcher(root, field);
        Map<String, String> wrappers =
                Map.of("ContextDataFetcherDecorator", "delegate", "Guarded", "fetcher", "Watched", "fetcher");
        for (String inner; (inner = wrappers.get(fetcher.getClass().getSimpleName())) != null; ) {
            Field delegate = fetcher.getClass().getDeclaredField(inner);
            delegate.setAccessible(true);
            fetcher = delegate.get(fetcher);
        }
        return !fetcher.getClass().getName().contains("UnbuiltFields");
    }
}
