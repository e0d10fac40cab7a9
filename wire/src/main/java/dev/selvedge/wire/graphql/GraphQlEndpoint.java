package dev.selvedge.wire.graphql;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.Fault;
import dev.selvedge.wire.audit.AuditTrail;
import dev.selvedge.wire.audit.AuditedArguments;
import dev.selvedge.wire.http.BaseUrl;
import dev.selvedge.wire.http.Callers;
import dev.selvedge.wire.http.ClientHeaders;
import dev.selvedge.wire.http.FaultBody;
import dev.selvedge.wire.http.JsonComplaint;
import dev.selvedge.wire.http.RequestIds;
import dev.selvedge.wire.http.RetryAfter;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * {@code POST /graphql}: {@code {"query","variables","operationName"}} in, {@code {"data","errors"}} out.
 *
 * <p>Ours rather than the framework's because the HTTP status carries meaning for the SDK: 401 "wrong key", 409 "name
 * taken", 404 "sweep is gone", and anything 5xx is retried for minutes. In the context of a request: {@code caller},
 * {@code baseUrl}, {@code client} (its {@link ClientHeaders}), {@code requestId}.
 */
@Component
public final class GraphQlEndpoint implements HttpRequestHandler {

    static final String CALLER = "caller";
    static final String BASE_URL = "baseUrl";
    static final String CLIENT = "client";
    static final String REQUEST_ID = "requestId";

    /** `wandb verify` posts a 10 MB variable and names a proxy limit when that fails. */
    static final int MAX_BODY_BYTES = 64 << 20;

    /** Fields are fetched on other threads: what belongs to this request's thread, for logs and traces, goes along. */
    private static final ContextSnapshotFactory THREAD =
            ContextSnapshotFactory.builder().build();

    /**
     * Python clients up to 0.25 repeat what is answered with 413, 422 or 501 for half a minute, and show the status of a
     * 400 in the place of its reason; an error of the body they show at once.
     */
    private static final Set<Fault.Code> TOLD_IN_THE_BODY =
            EnumSet.of(Fault.Code.INVALID, Fault.Code.TOO_LARGE, Fault.Code.NOT_BUILT);

    private final ExecutionGraphQlService graphQl;
    private final BaseUrl baseUrl;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final ObjectWriter toAnswer;

    private record Request(String query, String operationName, Map<String, Object> variables) {}

    public GraphQlEndpoint(ExecutionGraphQlService graphQl, BaseUrl baseUrl, AuditTrail audit) {
        this.graphQl = graphQl;
        this.baseUrl = baseUrl;
        this.audit = audit;
        SimpleModule raw = new SimpleModule();
        raw.addSerializer(RawJson.class, new RawJsonSerializer());
        raw.addSerializer(String.class, new LongTextSerializer());
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxStringLength(MAX_BODY_BYTES)
                .maxNestingDepth(500)
                .build();
        this.json = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(limits).build())
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
                .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .addModule(raw)
                .build();
        this.toAnswer = json.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET);
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (!request.getMethod().equals("POST")) {
                FaultBody.refuseMethod(request, response, "POST");
                return;
            }
            Queue<AuditedFields.Asked> asked = AuditedFields.none();
            ExecutionResult result = execute(read(request), request, asked);
            note(request, asked, result);
            answer(request, response, result);
        } catch (Fault fault) {
            FaultBody.write(request, response, fault);
        }
    }

    private Request read(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MAX_BODY_BYTES) {
            throw Fault.tooLarge("GraphQL request bodies may have up to " + MAX_BODY_BYTES + " bytes");
        }
        byte[] body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw Fault.tooLarge("GraphQL request bodies may have up to " + MAX_BODY_BYTES + " bytes");
        }
        Request parsed;
        try {
            parsed = json.readValue(body, Request.class);
        } catch (JacksonException e) {
            throw new Fault(
                    Fault.Code.INVALID, "The request body is not a GraphQL request in JSON: " + JsonComplaint.of(e));
        }
        if (parsed == null || parsed.query() == null || parsed.query().isBlank()) {
            throw Fault.invalid("The request body has no \"query\"");
        }
        return parsed;
    }

    private ExecutionResult execute(Request query, HttpServletRequest request, Queue<AuditedFields.Asked> asked) {
        Caller caller = Callers.of(request);
        String requestId = RequestIds.of(request);
        // some clients send "" for "the only operation"
        String operation =
                query.operationName() == null || query.operationName().isEmpty() ? null : query.operationName();
        var execution = new DefaultExecutionGraphQlRequest(
                query.query(),
                operation,
                query.variables() == null ? Map.of() : query.variables(),
                Map.of(),
                requestId,
                Locale.ROOT);
        execution.configureExecutionInput((input, builder) -> builder.graphQLContext(Map.of(
                        CALLER,
                        caller,
                        BASE_URL,
                        baseUrl.of(request),
                        CLIENT,
                        ClientHeaders.of(request),
                        REQUEST_ID,
                        requestId,
                        AuditedFields.ASKED,
                        asked))
                .dataLoaderRegistry(new WantedLoaders())
                .build());
        ContextSnapshot here = THREAD.captureAll();
        return graphQl.execute(execution)
                .contextWrite(here::updateContext)
                .block()
                .getExecutionResult();
    }

    private void note(HttpServletRequest request, Queue<AuditedFields.Asked> asked, ExecutionResult result) {
        for (AuditedFields.Asked field : asked) {
            int status = field.status(result);
            Object answer = field.answer(result);
            if (field.isRead() && (status != 200 || answer == null)) {
                continue;
            }
            AuditedArguments.answered(answer, field.about());
            audit.note(request, field.action(), status, field.about());
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, ExecutionResult result)
            throws IOException {
        Map<String, Object> specification = result.toSpecification();
        specification.remove("extensions");
        specification.computeIfPresent("errors", (key, errors) -> reworded(errors));
        response.setStatus(status(result));
        retryAfter(result).ifPresent(seconds -> response.setHeader(RetryAfter.HEADER, seconds));
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        AnswerStream answer = new AnswerStream(request, response);
        toAnswer.writeValue(answer, specification);
        answer.close();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> reworded(Object errors) {
        List<Map<String, Object>> list = (List<Map<String, Object>>) errors;
        return list.stream()
                .map(error -> {
                    Map<String, Object> copy = new java.util.LinkedHashMap<>(error);
                    copy.put("message", ReferenceWording.of((String) error.get("message")));
                    return copy;
                })
                .toList();
    }

    private static Optional<String> retryAfter(ExecutionResult result) {
        return result.getErrors().stream()
                .map(GraphQLError::getExtensions)
                .filter(extensions -> extensions != null && extensions.containsKey(GraphQlFaults.RETRY_AFTER))
                .map(extensions -> String.valueOf(extensions.get(GraphQlFaults.RETRY_AFTER)))
                .findFirst();
    }

    /** What an error alone would be answered with on a plain route. */
    static int statusOf(GraphQLError error) {
        Object code =
                error.getExtensions() == null ? null : error.getExtensions().get(GraphQlFaults.CODE);
        if (code instanceof String name) {
            return name.equals(GraphQlFaults.INTERNAL)
                    ? 500
                    : Fault.Code.valueOf(name).httpStatus();
        }
        return 400;
    }

    /** The status of the first refusal that has one of its own; everything else is a plain 200. */
    private static int status(ExecutionResult result) {
        for (var error : result.getErrors()) {
            Object code =
                    error.getExtensions() == null ? null : error.getExtensions().get(GraphQlFaults.CODE);
            if (code instanceof String name) {
                if (name.equals(GraphQlFaults.INTERNAL)) {
                    return 500;
                }
                Fault.Code fault = Fault.Code.valueOf(name);
                if (!TOLD_IN_THE_BODY.contains(fault)) {
                    return fault.httpStatus();
                }
            }
        }
        return 200;
    }
}
