package dev.selvedge.wire.graphql;

import dev.selvedge.platform.Fault;
import graphql.schema.DataFetcher;
import graphql.schema.idl.FieldWiringEnvironment;
import graphql.schema.idl.WiringFactory;
import java.util.Set;

/**
 * Root fields whose room has no controller yet refuse by name instead of answering null, which clients would take for
 * "absent". Asked only for fields that no controller serves.
 */
final class UnbuiltFields implements WiringFactory {

    private static final Set<String> ROOTS = Set.of("Query", "Mutation");

    /** Null leaves a field to the general default. {@code providesDataFetcher} would win over the controllers. */
    @Override
    public DataFetcher<?> getDefaultDataFetcher(FieldWiringEnvironment environment) {
        if (!ROOTS.contains(environment.getParentType().getName())) {
            return null;
        }
        String name = environment.getFieldDefinition().getName();
        return ignored -> {
            throw Fault.notBuilt(name);
        };
    }
}
