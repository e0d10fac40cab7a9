package dev.selvedge.wire.graphql;

import dev.selvedge.domain.people.Caller;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;

/**
 * Nobody changes anything without saying who they are: refused here with 401, which clients read as "wrong key", before
 * a room tells what there is and what not.
 */
final class SignedInMutations {

    private SignedInMutations() {}

    static void guard(GraphQLSchema schema, GraphQLCodeRegistry.Builder code) {
        GraphQLObjectType mutations = schema.getMutationType();
        for (GraphQLFieldDefinition field : mutations.getFieldDefinitions()) {
            FieldCoordinates at = FieldCoordinates.coordinates(mutations, field);
            code.dataFetcher(at, new Guarded(code.getDataFetcher(at, field)));
        }
    }

    private record Guarded(DataFetcher<?> fetcher) implements DataFetcher<Object> {

        @Override
        public Object get(DataFetchingEnvironment environment) throws Exception {
            Caller caller = environment.getGraphQlContext().get(GraphQlEndpoint.CALLER);
            caller.requireSignedIn();
            return fetcher.get(environment);
        }
    }
}
