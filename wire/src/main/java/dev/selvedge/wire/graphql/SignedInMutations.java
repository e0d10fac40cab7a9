package dev.selvedge.wire.graphql;

import dev.selvedge.domain.people.Caller;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLObjectType;
import org.springframework.stereotype.Component;

/**
 * Nobody changes anything without saying who they are: refused here with 401, which clients read as "wrong key", before
 * a room tells what there is and what not.
 */
@Component
final class SignedInMutations extends SimplePerformantInstrumentation {

    @Override
    public DataFetcher<?> instrumentDataFetcher(
            DataFetcher<?> fetcher, InstrumentationFieldFetchParameters parameters, InstrumentationState state) {
        return isMutation(parameters)
                ? environment -> {
                    Caller caller = environment.getGraphQlContext().get(GraphQlEndpoint.CALLER);
                    caller.requireSignedIn();
                    return fetcher.get(environment);
                }
                : fetcher;
    }

    private static boolean isMutation(InstrumentationFieldFetchParameters parameters) {
        return parameters.getExecutionStepInfo().getObjectType() instanceof GraphQLObjectType parent
                && parent == parameters.getExecutionContext().getGraphQLSchema().getMutationType();
    }
}
