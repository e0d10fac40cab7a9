package dev.selvedge.wire.graphql.automations;

import dev.selvedge.domain.automations.Automation;
import dev.selvedge.domain.automations.AutomationLists;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.Organization;
import dev.selvedge.domain.people.Organizations;
import dev.selvedge.domain.people.Teams;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Page;
import dev.selvedge.wire.graphql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Where triggers are listed. */
@Controller
class TriggerLists {

    private final AutomationLists automations;
    private final Organizations organizations;
    private final Teams teams;

    TriggerLists(AutomationLists automations, Organizations organizations, Teams teams) {
        this.automations = automations;
        this.organizations = organizations;
        this.teams = teams;
    }

    @SchemaMapping(typeName = "Entity", field = "triggers")
    Connection<Automation> ofEntity(
            Entity entity,
            @Argument String filters,
            @Argument String order,
            @Argument Integer first,
            @Argument String after,
            @ContextValue Caller caller) {
        return Connection.of(automations.ofEntities(caller, List.of(entity.id()), filters, order, first, after));
    }

    /** Those of its teams and of its registries. */
    @SchemaMapping(typeName = "Organization", field = "triggers")
    Connection<Automation> ofOrganization(
            Organization organization,
            @Argument String filters,
            @Argument String order,
            @Argument Integer first,
            @Argument String after,
            @ContextValue Caller caller) {
        List<EntityId> entities = Stream.concat(
                        Stream.of(organization.entity()),
                        organizations.teams(caller, organization.id()).stream().map(Entity::id))
                .distinct()
                .toList();
        return Connection.of(automations.ofEntities(caller, entities, filters, order, first, after));
    }

    @SchemaMapping(typeName = "User", field = "triggers")
    Connection<Automation> ofUser(
            User user,
            @Argument String filters,
            @Argument String order,
            @Argument Integer first,
            @Argument String after,
            @ContextValue Caller caller) {
        if (caller instanceof Caller.Anonymous) {
            return Connection.of(Page.empty());
        }
        List<EntityId> entities =
                teams.of(caller, user.id()).stream().map(Entity::id).toList();
        return Connection.of(automations.ofEntities(caller, entities, filters, order, first, after));
    }

    @BatchMapping(typeName = "Project", field = "triggers")
    Map<Project, List<Automation>> ofProjects(List<Project> shown, @ContextValue Caller caller) {
        Map<ProjectId, List<Automation>> found = automations.ofProjects(caller, shown);
        Map<Project, List<Automation>> answers = new HashMap<>();
        shown.forEach(project -> answers.put(project, found.getOrDefault(project.id(), List.of())));
        return answers;
    }
}
