package dev.selvedge.wire.graphql.automations;

import dev.selvedge.domain.automations.Integration;
import dev.selvedge.domain.automations.Integrations;
import dev.selvedge.domain.automations.Severity;
import dev.selvedge.domain.automations.alerts.AlertChoices;
import dev.selvedge.domain.automations.alerts.AlertSettings;
import dev.selvedge.domain.automations.alerts.RunAlert;
import dev.selvedge.domain.automations.alerts.RunAlerts;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunQueries;
import dev.selvedge.platform.GlobalId;
import dev.selvedge.wire.graphql.Connection;
import java.time.Duration;
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

/** What runs have to say, and who wants to hear it. */
@Controller
class AlertController {

    private final RunAlerts alerts;
    private final AlertChoices choices;
    private final Integrations integrations;
    private final RunQueries runs;

    AlertController(RunAlerts alerts, AlertChoices choices, Integrations integrations, RunQueries runs) {
        this.alerts = alerts;
        this.choices = choices;
        this.integrations = integrations;
        this.runs = runs;
    }

    /** @param waitDuration milliseconds */
    record NotifyInput(
            String entityName,
            String projectName,
            String runName,
            Severity severity,
            String text,
            String title,
            Long waitDuration,
            String clientMutationId) {}

    record Done(boolean success, String clientMutationId) {}

    @MutationMapping
    Done notifyScriptableRunAlert(@Argument NotifyInput input, @ContextValue Caller caller) {
        alerts.say(
                caller,
                input.entityName(),
                input.projectName(),
                input.runName(),
                input.title(),
                input.text(),
                input.severity(),
                input.waitDuration() == null ? null : Duration.ofMillis(input.waitDuration()));
        return new Done(true, input.clientMutationId());
    }

    @SchemaMapping(typeName = "Run", field = "alerts")
    Connection<RunAlert> ofRun(Run run, @Argument Integer first, @Argument String after) {
        return Connection.of(alerts.of(run, first, after));
    }

    @SchemaMapping(typeName = "Project", field = "alerts")
    Connection<RunAlert> ofProject(
            Project project, @Argument Integer first, @Argument String after, @ContextValue Caller caller) {
        return Connection.of(alerts.of(caller, project.id(), first, after));
    }

    @SchemaMapping(typeName = "RunAlert")
    String id(RunAlert alert) {
        return GlobalId.encode("RunAlert", alert.id());
    }

    @BatchMapping(typeName = "RunAlert", field = "run")
    Map<RunAlert, Run> runsOf(List<RunAlert> shown, @ContextValue Caller caller) {
        // a run may have moved to where the caller sees nothing
        Map<RunId, Run> found = runs
                .find(caller, shown.stream().map(RunAlert::run).distinct().toList())
                .stream()
                .collect(Collectors.toMap(Run::id, run -> run));
        Map<RunAlert, Run> answers = new HashMap<>();
        shown.forEach(alert -> answers.put(alert, found.get(alert.run())));
        return answers;
    }

    @SchemaMapping(typeName = "Entity")
    AlertSettings alertSettings(Entity entity, @ContextValue Caller caller) {
        return choices.of(caller, entity).orElse(null);
    }

    @SchemaMapping(typeName = "AlertSettings")
    boolean runFinished(AlertSettings settings) {
        return settings.finished();
    }

    @SchemaMapping(typeName = "AlertSettings")
    boolean runCrashed(AlertSettings settings) {
        return settings.crashed();
    }

    @SchemaMapping(typeName = "AlertSettings")
    boolean runAlert(AlertSettings settings) {
        return settings.scripted();
    }

    @SchemaMapping(typeName = "AlertSettings")
    Integration channel(AlertSettings settings) {
        return settings.channel() == null
                ? null
                : integrations.find(List.of(settings.channel())).get(settings.channel());
    }

    record SettingsInput(
            String entityName,
            Boolean runFinished,
            Boolean runCrashed,
            Boolean runAlert,
            Boolean email,
            String channelID,
            String clientMutationId) {}

    record SettingsPayload(AlertSettings settings, String clientMutationId) {}

    @MutationMapping
    SettingsPayload updateAlertSettings(@Argument SettingsInput input, @ContextValue Caller caller) {
        boolean noChannel = input.channelID() != null && input.channelID().isEmpty();
        AlertSettings changed = choices.choose(
                caller,
                input.entityName(),
                new AlertChoices.Wish(
                        input.runFinished(),
                        input.runCrashed(),
                        input.runAlert(),
                        input.email(),
                        input.channelID() == null || noChannel ? null : IntegrationMutations.id(input.channelID()),
                        noChannel));
        return new SettingsPayload(changed, input.clientMutationId());
    }
}
