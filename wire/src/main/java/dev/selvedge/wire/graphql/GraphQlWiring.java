package dev.selvedge.wire.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.introspection.GoodFaithIntrospection;
import java.util.concurrent.CompletableFuture;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.graphql.data.method.HandlerMethod;
import org.springframework.graphql.data.method.annotation.support.AnnotatedControllerConfigurer;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Scalars, limits and the document cache of the schema. */
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
    RuntimeWiringConfigurer scalarsAndUnbuiltFields() {
        return wiring -> {
            Scalars.all().forEach(wiring::scalar);
            wiring.wiringFactory(new UnbuiltFields());
        };
    }

    @Bean
    GraphQlSourceBuilderCustomizer documentCacheAndLimits() {
        Cache<String, CompletableFuture<PreparsedDocumentEntry>> documents = Caffeine.newBuilder()
                .maximumWeight(CACHED_DOCUMENT_CHARACTERS)
                .weigher((String text, Object parsed) -> text.length() + 64)
                .build();
        PreparsedDocumentProvider cached = (input, parse) ->
                documents.get(input.getQuery(), text -> CompletableFuture.completedFuture(parse.apply(input)));
        return builder -> builder.instrumentation(java.util.List.of(new MaxQueryDepthInstrumentation(MAX_DEPTH)))
                .configureGraphQl(graphQl -> graphQl.preparsedDocumentProvider(cached));
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

    /** What answers with a promise waits by itself. */
    static boolean mayWait(HandlerMethod method) {
        boolean immediate =
                method.getBeanType().isAnnotationPresent(Immediate.class) && method.getMethodParameters().length == 1;
        return !immediate
                && ReactiveAdapterRegistry.getSharedInstance()
                                .getAdapter(method.getReturnType().getParameterType())
                        == null;
    }
}
