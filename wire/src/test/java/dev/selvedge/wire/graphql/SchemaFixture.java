package dev.selvedge.wire.graphql;

import dev.selvedge.domain.people.Caller;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import java.io.IOException;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.graphql.data.method.annotation.support.AnnotatedControllerConfigurer;
import org.springframework.graphql.execution.GraphQlSource;

/** The contract's schema with some controllers behind it, without a server. */
public final class SchemaFixture {

    private final GraphQL graphQl;

    /** @param controllers a context in which the controllers and what they need are beans */
    public SchemaFixture(AnnotationConfigApplicationContext controllers) throws IOException {
        AnnotatedControllerConfigurer annotated = new AnnotatedControllerConfigurer();
        annotated.setApplicationContext(controllers);
        annotated.afterPropertiesSet();
        this.graphQl = GraphQlSource.schemaResourceBuilder()
                .schemaResources(new PathMatchingResourcePatternResolver().getResources("classpath:graphql/*.graphqls"))
                .configureRuntimeWiring(annotated)
                .configureRuntimeWiring(wiring -> Scalars.all().forEach(wiring::scalar))
                .exceptionResolvers(java.util.List.of(new GraphQlFaults()))
                .build()
                .graphQl();
    }

    /** The {@code data} of an answer that must have no errors. */
    public Map<String, Object> data(Caller caller, String document, Map<String, Object> variables) {
        ExecutionResult result = execute(caller, document, variables);
        if (!result.getErrors().isEmpty()) {
            throw new AssertionError(result.getErrors());
        }
        return result.getData();
    }

    public ExecutionResult execute(Caller caller, String document, Map<String, Object> variables) {
        return graphQl.execute(ExecutionInput.newExecutionInput(document)
                .variables(variables)
                .graphQLContext(Map.of(
                        GraphQlEndpoint.CALLER, caller,
                        GraphQlEndpoint.BASE_URL, "http://host",
                        GraphQlEndpoint.REQUEST_ID, "test"))
                .build());
    }
}
