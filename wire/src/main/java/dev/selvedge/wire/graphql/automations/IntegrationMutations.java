package dev.selvedge.wire.graphql.automations;

import dev.selvedge.domain.automations.Integration;
import dev.selvedge.domain.automations.IntegrationId;
import dev.selvedge.domain.automations.Integrations;
import dev.selvedge.domain.automations.channels.Sent;
import dev.selvedge.domain.automations.firing.IntegrationTest;
import dev.selvedge.domain.automations.secrets.TeamSecret;
import dev.selvedge.domain.automations.secrets.TeamSecrets;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.GlobalId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** What a team's admins set up for its automations: receivers and secrets. */
@Controller
class IntegrationMutations {

    private final Integrations integrations;
    private final IntegrationTest test;
    private final TeamSecrets secrets;
    private final People people;

    IntegrationMutations(Integrations integrations, IntegrationTest test, TeamSecrets secrets, People people) {
        this.integrations = integrations;
        this.test = test;
        this.secrets = secrets;
        this.people = people;
    }

    record WebhookInput(
            String name,
            String entityName,
            String urlEndpoint,
            String accessTokenRef,
            String secretRef,
            String clientMutationId) {}

    record IntegrationPayload(Integration integration, String clientMutationId) {}

    @MutationMapping
    IntegrationPayload createGenericWebhookIntegration(@Argument WebhookInput input, @ContextValue Caller caller) {
        return new IntegrationPayload(
                integrations.createWebhook(
                        caller,
                        input.entityName(),
                        input.name(),
                        input.urlEndpoint(),
                        input.accessTokenRef(),
                        input.secretRef()),
                input.clientMutationId());
    }

    record SlackInput(
            String entityName, String teamName, String channelName, String webhookUrl, String clientMutationId) {}

    @MutationMapping
    IntegrationPayload createSlackIntegration(@Argument SlackInput input, @ContextValue Caller caller) {
        return new IntegrationPayload(
                integrations.createChannel(
                        caller, input.entityName(), input.teamName(), input.channelName(), input.webhookUrl()),
                input.clientMutationId());
    }

    record DeleteInput(String integrationID, String clientMutationId) {}

    record Done(boolean success, String clientMutationId) {}

    @MutationMapping
    Done deleteIntegration(@Argument DeleteInput input, @ContextValue Caller caller) {
        integrations.delete(caller, id(input.integrationID()));
        return new Done(true, input.clientMutationId());
    }

    record TestInput(String integrationID, String requestPayload, String clientMutationId) {}

    record TestPayload(boolean success, Integer responseStatus, String message, String clientMutationId) {}

    @MutationMapping
    TestPayload testIntegration(@Argument TestInput input, @ContextValue Caller caller) {
        Sent sent = test.send(caller, id(input.integrationID()), input.requestPayload());
        return new TestPayload(
                sent.outcome() == Sent.Outcome.DELIVERED, sent.status(), sent.message(), input.clientMutationId());
    }

    static IntegrationId id(String text) {
        GlobalId id = GlobalId.parse(text);
        if (id == null
                || !(id.type().equals("GenericWebhookIntegration") || id.type().equals("SlackIntegration"))) {
            throw Fault.notFound("No such integration");
        }
        return new IntegrationId(id.number());
    }

    record PutSecretInput(String entityName, String name, String value, String clientMutationId) {
        @Override
        public String toString() {
            return "PutSecretInput[" + entityName + ", " + name + "]";
        }
    }

    record PutSecretPayload(TeamSecret secret, String clientMutationId) {}

    @MutationMapping
    PutSecretPayload putTeamSecret(@Argument PutSecretInput input, @ContextValue Caller caller) {
        return new PutSecretPayload(
                secrets.put(caller, input.entityName(), input.name(), input.value()), input.clientMutationId());
    }

    record DeleteSecretInput(String entityName, String name, String clientMutationId) {}

    @MutationMapping
    Done deleteTeamSecret(@Argument DeleteSecretInput input, @ContextValue Caller caller) {
        secrets.delete(caller, input.entityName(), input.name());
        return new Done(true, input.clientMutationId());
    }

    @SchemaMapping(typeName = "Entity", field = "secrets")
    List<TeamSecret> ofEntity(Entity entity, @ContextValue Caller caller) {
        return secrets.of(caller, entity.id());
    }

    @BatchMapping(typeName = "TeamSecret")
    Map<TeamSecret, User> createdBy(List<TeamSecret> shown) {
        Map<UserId, User> users = people
                .find(shown.stream().map(TeamSecret::createdBy).distinct().toList())
                .stream()
                .collect(Collectors.toMap(User::id, user -> user));
        Map<TeamSecret, User> answers = new HashMap<>();
        shown.forEach(secret -> answers.put(secret, users.get(secret.createdBy())));
        return answers;
    }
}
