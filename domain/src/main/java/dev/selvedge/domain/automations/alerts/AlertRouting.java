package dev.selvedge.domain.automations.alerts;

import dev.selvedge.domain.automations.channels.Mailer;
import dev.selvedge.domain.automations.firing.FiringStore;
import dev.selvedge.domain.automations.firing.Occurrence;
import dev.selvedge.domain.automations.firing.Target;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.Run;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps an alert and queues it for those who want it: the run's author, and the team whose project it is in. */
public final class AlertRouting {

    private final AlertStore store;
    private final FiringStore firings;
    private final Mailer mailer;
    private final EntityStore entities;
    private final UserStore users;
    private final Projects projects;

    public AlertRouting(
            AlertStore store,
            FiringStore firings,
            Mailer mailer,
            EntityStore entities,
            UserStore users,
            Projects projects) {
        this.store = store;
        this.firings = firings;
        this.mailer = mailer;
        this.entities = entities;
        this.users = users;
        this.projects = projects;
    }

    /** Joins the caller's transaction. */
    void send(Run run, RunAlert alert) {
        RunAlert kept = store.insert(alert);
        Occurrence occurrence = Occurrence.ofAlert(
                kept.createdAt(), run.project().value(), run.id().value(), kept.id());
        targets(run, kept.kind()).forEach(target -> firings.fire(target, occurrence, null, null, kept.createdAt()));
    }

    /** Whether anybody wants this kind of alert about the run. */
    boolean isWanted(Run run, RunAlert.Kind kind) {
        return !targets(run, kind).isEmpty();
    }

    private Set<Target> targets(Run run, RunAlert.Kind kind) {
        Set<Target> targets = new LinkedHashSet<>();
        Optional<Entity> own = entities.personal(run.user());
        own.map(Entity::id)
                .map(id -> store.settings(id).orElseGet(() -> AlertSettings.ofPerson(id)))
                .filter(settings -> settings.wants(kind))
                .ifPresent(settings -> {
                    if (settings.email() && mailer.isConfigured() && hasAddress(run)) {
                        targets.add(new Target.Mail(run.user()));
                    }
                    addChannel(settings, targets);
                });
        team(run, own)
                .flatMap(store::settings)
                .filter(settings -> settings.wants(kind))
                .ifPresent(settings -> addChannel(settings, targets));
        return targets;
    }

    private static void addChannel(AlertSettings settings, Set<Target> targets) {
        if (settings.channel() != null) {
            targets.add(new Target.Channel(settings.channel()));
        }
    }

    private boolean hasAddress(Run run) {
        return users.find(run.user()).filter(User::isActive).map(User::email).isPresent();
    }

    private Optional<EntityId> team(Run run, Optional<Entity> own) {
        return projects.find(List.of(run.project())).stream()
                .findFirst()
                .map(Project::entity)
                .filter(entity -> own.map(Entity::id).filter(entity::equals).isEmpty());
    }
}
