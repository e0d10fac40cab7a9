package dev.selvedge.wire.graphql;

import dev.selvedge.domain.artifacts.Artifact;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.wire.audit.AuditedArguments;
import graphql.ExecutionResult;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Remembers within a request which fields were asked for that belong in the audit log, and under which action; what
 * became of them is known once the request is answered.
 */
final class AuditedFields {

    private AuditedFields() {}

    static final String ASKED = "audited";

    private static final Map<String, Map<String, String>> ACTIONS = Map.of(
            "Mutation",
            Map.ofEntries(
                    Map.entry("createArtifact", "artifact:create"),
                    Map.entry("deleteArtifact", "artifact:delete"),
                    Map.entry("deleteArtifactSequence", "artifact:delete"),
                    Map.entry("deleteArtifactPortfolio", "artifact:delete"),
                    Map.entry("deleteModel", "project:delete"),
                    Map.entry("upsertModel", "project:update"),
                    Map.entry("renameProject", "project:update"),
                    Map.entry("createProjectMembers", "project:update_member"),
                    Map.entry("deleteProjectMembers", "project:update_member"),
                    Map.entry("updateProjectMember", "project:update_member"),
                    Map.entry("updateProjectTeamMember", "project:update_member"),
                    Map.entry("createAccessToken", "report:share"),
                    Map.entry("revokeAccessToken", "report:share"),
                    Map.entry("inviteViewEditors", "report:share"),
                    Map.entry("removeViewEditors", "report:share"),
                    Map.entry("deleteRun", "run:delete"),
                    Map.entry("deleteRuns", "run:delete_many"),
                    Map.entry("stopRun", "run:stop"),
                    Map.entry("undeleteRuns", "run:undelete_many"),
                    Map.entry("modifyRuns", "run:update_many"),
                    Map.entry("moveRuns", "run:update_many"),
                    Map.entry("upsertBucket", "run:update"),
                    Map.entry("createAgent", "sweep:create_agent"),
                    Map.entry("createServiceAccount", "team:create_service_account"),
                    Map.entry("createTeam", "team:create"),
                    Map.entry("createInvite", "team:invite_user"),
                    Map.entry("acceptInvite", "team:join"),
                    Map.entry("deleteInvite", "team:uninvite"),
                    Map.entry("updateEntity", "team:update"),
                    Map.entry("updateTeamMember", "team:update_member"),
                    Map.entry("putTeamSecret", "team:update_secret"),
                    Map.entry("deleteTeamSecret", "team:update_secret"),
                    Map.entry("createUser", "user:create"),
                    Map.entry("deactivateUser", "user:deactivate"),
                    Map.entry("deleteAccount", "user:permanently_delete"),
                    Map.entry("reactivateUser", "user:reactivate"),
                    Map.entry("updateUser", "user:update"),
                    Map.entry("generateApiKey", "user:create_api_key"),
                    Map.entry("deleteApiKey", "user:delete_api_key")),
            "Query",
            Map.of("project", "project:read", "model", "project:read", "users", "user:read", "view", "report:read"),
            "Artifact",
            Map.of("currentManifest", "artifact:read"));

    /** Called for an existing run, not for one that begins: programs do that all the time. */
    private static final String RUN_CHANGE = "run:update";

    /** @param about what the arguments said */
    record Asked(String action, List<Object> path, Map<String, String> about) {

        boolean isRead() {
            return action.endsWith(":read");
        }

        /** 200, or what the refusal of the field would have as a status. */
        int status(ExecutionResult result) {
            for (GraphQLError error : result.getErrors()) {
                List<Object> at = error.getPath();
                if (at != null
                        && at.size() >= path.size()
                        && at.subList(0, path.size()).equals(path)) {
                    return GraphQlEndpoint.statusOf(error);
                }
            }
            return 200;
        }

        /** Null where the field gave nothing. */
        Object answer(ExecutionResult result) {
            Object here = result.isDataPresent() ? result.getData() : null;
            for (Object step : path) {
                here = switch (here) {
                    case Map<?, ?> fields -> fields.get(step);
                    case List<?> several
                    when step instanceof Integer index && index < several.size() -> several.get(index);
                    case null, default -> null;
                };
            }
            return here;
        }
    }

    /** Wraps every field of the log; a schema without one of them is refused, since its use would go unseen. */
    static void watch(GraphQLSchema schema, GraphQLCodeRegistry.Builder code) {
        ACTIONS.forEach((type, fields) -> {
            GraphQLObjectType parent = schema.getObjectType(type);
            fields.forEach((name, action) -> {
                GraphQLFieldDefinition field = Objects.requireNonNull(
                        parent.getFieldDefinition(name), () -> "no " + type + "." + name + " for the audit log");
                FieldCoordinates at = FieldCoordinates.coordinates(parent, field);
                code.dataFetcher(at, new Watched(code.getDataFetcher(at, field), action));
            });
        });
    }

    private record Watched(DataFetcher<?> fetcher, String action) implements DataFetcher<Object> {

        @Override
        public Object get(DataFetchingEnvironment environment) throws Exception {
            ask(
                    environment.getGraphQlContext(),
                    action,
                    environment.getExecutionStepInfo().getPath().toList(),
                    environment.getArguments(),
                    environment.getSource());
            return fetcher.get(environment);
        }
    }

    private static void ask(
            GraphQLContext context, String action, List<Object> path, Map<String, Object> arguments, Object source) {
        Queue<Asked> asked = context.get(ASKED);
        boolean read = action.endsWith(":read");
        if (asked == null || (!read && !(context.get(GraphQlEndpoint.CALLER) instanceof Caller.SignedIn))) {
            return;
        }
        Map<String, String> about = AuditedArguments.of(arguments);
        if (action.equals(RUN_CHANGE) && !about.containsKey("run_asset")) {
            return;
        }
        // mutations have their arguments in one input
        Object name = arguments.get("input") instanceof Map<?, ?> input ? input.get("name") : arguments.get("name");
        if (action.startsWith("project:") && name instanceof String project) {
            about.put("project_name", project);
        }
        if (source instanceof Artifact artifact) {
            about.put("artifact_asset", artifact.id().global());
            if (artifact.digest() != null) {
                about.put("artifact_digest", artifact.digest());
            }
        }
        asked.add(new Asked(action, path, about));
    }

    static Queue<Asked> none() {
        return new ConcurrentLinkedQueue<>();
    }
}
