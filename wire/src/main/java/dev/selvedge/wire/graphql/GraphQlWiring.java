package dev.selvedge.wire.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.GraphQL;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.introspection.GoodFaithIntrospection;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import java.util.concurrent.CompletableFuture;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.graphql.data.method.HandlerMethod;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.support.AnnotatedControllerConfigurer;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Who answers which field of the schema, its limits and its document cache. */
@Configuration(proxyBeanMethods = false)
class GraphQlWiring {

    /** Lineage and introspection documents are the deepest that clients send, at about 15. */
    private static final int MAX_DEPTH = 40;

    /** SDK documents are a small fixed set, so parsing and validating them again would be half of a query's cost. */
    private static final long CACHED_DOCUMENT_CHARACTERS = 8_000_000;

    GraphQlWiring() {
        // clients up to 0.22 ask for a dozen types by name in one document, which the engine takes for an attack;
        // depth and body size are bounded anyway
        GoodFaithIntrospection.enabledJvmWide(false);
    }

    @Bean
    GraphQlSource graphQlSource(
            ApplicationContext controllers,
            ObjectProvider<RuntimeWiringConfigurer> wirings,
            ObjectProvider<DataFetcherExceptionResolver> faults) {
        Cache<String, CompletableFuture<PreparsedDocumentEntry>> documents = Caffeine.newBuilder()
                .maximumWeight(CACHED_DOCUMENT_CHARACTERS)
                .weigher((String text, Object parsed) -> text.length() + 64)
                .build();
        PreparsedDocumentProvider cached = (input, parse) ->
                documents.get(input.getQuery(), text -> CompletableFuture.completedFuture(bounded(parse.apply(input))));
        return GraphQlSource.builder(wired(SchemaTypes.read(), wirings))
                .exceptionResolvers(faults.orderedStream().toList())
                .configureGraphQl(graphQl -> graphQl.preparsedDocumentProvider(cached)
                        // none of the framework's: they would be asked about each field of an answer
                        .instrumentation(SimplePerformantInstrumentation.INSTANCE))
                .graphQlSourceFactory((graphQl, schema) -> source(graphQl, ours(controllers, schema)))
                .build();
    }

    /** The types with those behind them who answer. */
    private static GraphQLSchema wired(SchemaTypes types, ObjectProvider<RuntimeWiringConfigurer> wirings) {
        RuntimeWiring.Builder builder = RuntimeWiring.newRuntimeWiring();
        wirings.orderedStream().forEach(wiring -> {
            wiring.setTypeDefinitionRegistry(types.definitions());
            wiring.configure(builder);
        });
        RuntimeWiring wiring = builder.build();
        return types.schema()
                .transformWithoutTypes(change ->
                        change.codeRegistry(types.schema().getCodeRegistry().transform(code -> {
                            wiring.getTypeResolvers().forEach(code::typeResolver);
                            wiring.getDataFetchers()
                                    .forEach((type, fields) -> fields.forEach((field, fetcher) ->
                                            code.dataFetcher(FieldCoordinates.coordinates(type, field), fetcher)));
                        })));
    }

    private static PreparsedDocumentEntry bounded(PreparsedDocumentEntry parsed) {
        if (parsed.hasErrors()) {
            return parsed;
        }
        int depth = DocumentDepth.of(parsed.getDocument());
        return depth <= MAX_DEPTH
                ? parsed
                : new PreparsedDocumentEntry(
                        new AbortExecutionException("maximum query depth exceeded " + depth + " > " + MAX_DEPTH));
    }

    private static GraphQLSchema ours(ApplicationContext controllers, GraphQLSchema schema) {
        return schema.transformWithoutTypes(change ->
                change.codeRegistry(schema.getCodeRegistry().transform(code -> {
                    HeldFields.shorten(controllers, schema, code);
                    AuditedFields.watch(schema, code);
                    SignedInMutations.guard(schema, code);
                })));
    }

    private static GraphQlSource source(GraphQL framework, GraphQLSchema schema) {
        GraphQL graphQl = framework.transform(builder -> builder.schema(schema));
        return new GraphQlSource() {
            @Override
            public GraphQL graphQl() {
                return graphQl;
            }

            @Override
            public GraphQLSchema schema() {
                return schema;
            }
        };
    }

    /** See {@link WantedLoaders}. */
    @Bean
    static BeanPostProcessor wantedLoaders() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof BatchLoaderRegistry all ? new WantedLoaders.Registrations(all) : bean;
            }
        };
    }

    /** See {@link Immediate}. */
    @Bean
    static BeanPostProcessor immediateFields() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof AnnotatedControllerConfigurer controllers) {
                    controllers.setBlockingMethodPredicate(GraphQlWiring::mayWait);
                }
                return bean;
            }
        };
    }

    /**
     * What answers with a promise waits by itself, and mutations are done one after the other: a thread of its own would
     * only be waited for.
     */
    static boolean mayWait(HandlerMethod method) {
        return !Immediate.Methods.contain(method.getMethod())
                && !method.hasMethodAnnotation(MutationMapping.class)
                && ReactiveAdapterRegistry.getSharedInstance()
                                .getAdapter(method.getReturnType().getParameterType())
                        == null;
    }
}
