package dev.selvedge.wire.graphql;

import graphql.language.InterfaceTypeDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.parser.ParserOptions;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.graphql.execution.ClassNameTypeResolver;

/**
 * The contract's types, before anybody answers for their fields: root fields refuse ({@link UnbuiltFields}), the others
 * are read from the objects that hold them.
 *
 * @param definitions as they were written
 * @param schema of them
 */
public record SchemaTypes(TypeDefinitionRegistry definitions, GraphQLSchema schema) {

    /** Without the places of each word, which only a message about a mistake in the contract would tell. */
    private static final ParserOptions SHORTLY = ParserOptions.getDefaultSdlParserOptions()
            .transform(options -> options.captureSourceLocation(false).captureLineComments(false));

    private static final AtomicReference<FutureTask<SchemaTypes>> AHEAD = new AtomicReference<>();

    /**
     * Reads them on a thread of its own where a core is free for it: they need nothing of the rest of a server and take a
     * tenth of its start. On two cores that thread would keep the compiler waiting.
     */
    public static void readAhead() {
        if (Runtime.getRuntime().availableProcessors() > 2) {
            FutureTask<SchemaTypes> reading = new FutureTask<>(SchemaTypes::fromContract);
            AHEAD.set(reading);
            Thread.ofPlatform().daemon().name("schema").start(reading);
        }
    }

    /** What was read ahead, for the one who asks first: nothing is kept for others. */
    static SchemaTypes read() {
        FutureTask<SchemaTypes> ahead = AHEAD.getAndSet(null);
        FutureTask<SchemaTypes> reading = ahead == null ? new FutureTask<>(SchemaTypes::fromContract) : ahead;
        reading.run();
        try {
            return reading.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The contract cannot be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The start was interrupted", e);
        }
    }

    private static SchemaTypes fromContract() {
        TypeDefinitionRegistry definitions = new TypeDefinitionRegistry();
        try {
            // not in all jars: the engine's own has a folder of this name, with thousands of classes
            for (Resource part :
                    new PathMatchingResourcePatternResolver().getResources("classpath:graphql/*.graphqls")) {
                try (Reader text = new InputStreamReader(part.getInputStream(), StandardCharsets.UTF_8)) {
                    definitions.merge(new SchemaParser().parse(text, SHORTLY));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring().wiringFactory(new UnbuiltFields());
        Scalars.all().forEach(wiring::scalar);
        ClassNameTypeResolver byClassName = new ClassNameTypeResolver();
        definitions.types().values().stream()
                .filter(type -> type instanceof InterfaceTypeDefinition || type instanceof UnionTypeDefinition)
                .forEach(type -> wiring.type(type.getName(), it -> it.typeResolver(byClassName)));
        // a server that rests need not hold the text that its types were made from
        SchemaGenerator.Options types = SchemaGenerator.Options.defaultOptions()
                .captureAstDefinitions(false)
                .useAppliedDirectivesOnly(true);
        return new SchemaTypes(
                definitions, new SchemaGenerator().makeExecutableSchema(types, definitions, wiring.build()));
    }
}
