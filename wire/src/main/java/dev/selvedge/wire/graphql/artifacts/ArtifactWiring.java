package dev.selvedge.wire.graphql.artifacts;

import dev.selvedge.domain.artifacts.ArtifactCollection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** One record stands for both kinds of collection, so its class name cannot tell the type. */
@Configuration(proxyBeanMethods = false)
class ArtifactWiring {

    @Bean
    RuntimeWiringConfigurer kindsOfCollections() {
        return wiring -> wiring.type(
                "ArtifactCollection",
                type -> type.typeResolver(environment -> {
                    ArtifactCollection collection = environment.getObject();
                    return environment
                            .getSchema()
                            .getObjectType(collection.isSequence() ? "ArtifactSequence" : "ArtifactPortfolio");
                }));
    }
}
