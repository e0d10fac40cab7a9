package dev.selvedge.wire.graphql;

import dev.selvedge.platform.Fault;
import dev.selvedge.wire.http.RetryAfter;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindException;
import reactor.core.publisher.Mono;

/** Faults become errors with their message verbatim; anything else is logged and shown as an internal error. */
@Component
final class GraphQlFaults implements DataFetcherExceptionResolver {

    static final String CODE = "code";
    static final String INTERNAL = "INTERNAL";
    static final String RETRY_AFTER = "retryAfter";

    private static final Logger log = LoggerFactory.getLogger(GraphQlFaults.class);

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable thrown, DataFetchingEnvironment environment) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return Mono.just(List.of(error(cause, environment)));
    }

    private static Map<String, Object> extensions(Fault fault) {
        String code = fault.code().name();
        return fault.retryAfter()
                .map(wait -> Map.<String, Object>of(CODE, code, RETRY_AFTER, RetryAfter.seconds(wait)))
                .orElseGet(() -> Map.of(CODE, code));
    }

    private static GraphQLError error(Throwable cause, DataFetchingEnvironment environment) {
        if (cause instanceof Fault fault) {
            return GraphqlErrorBuilder.newError(environment)
                    .message("%s", fault.getMessage())
                    .extensions(extensions(fault))
                    .build();
        }
        if (cause instanceof BindException misfit) {
            return error(Fault.invalid(misfits(misfit)), environment);
        }
        String requestId = environment.getGraphQlContext().getOrDefault(GraphQlEndpoint.REQUEST_ID, "");
        log.error(
                "GraphQL field {} failed [{}]",
                environment.getExecutionStepInfo().getPath(),
                requestId,
                cause);
        return GraphqlErrorBuilder.newError(environment)
                .message("Internal error, request id %s", requestId)
                .extensions(Map.of(CODE, INTERNAL))
                .build();
    }

    /** A number that fits the contract's type but not the field, such as a part number beyond an int. */
    private static String misfits(BindException misfit) {
        return misfit.getFieldErrors().stream()
                .map(field -> field.getRejectedValue() + " is no value for "
                        + field.getField().replaceFirst("^\\$\\.?", ""))
                .collect(Collectors.joining("; "));
    }
}
