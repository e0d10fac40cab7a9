package dev.selvedge.domain.automations.alerts;

import dev.selvedge.domain.automations.channels.ChatMessage;
import dev.selvedge.domain.automations.channels.Mailer;
import dev.selvedge.domain.automations.channels.PageLink;
import dev.selvedge.domain.automations.channels.Sent;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunStore;
import java.util.List;
import java.util.Optional;

/** Alerts as mail and as chat messages. */
public final class AlertMessages {

    private final AlertStore store;
    private final RunStore runs;
    private final Projects projects;
    private final UserStore users;
    private final Mailer mailer;
    private final String host;

    /** @param host external URL of this server for links, or empty for none */
    public AlertMessages(
            AlertStore store, RunStore runs, Projects projects, UserStore users, Mailer mailer, String host) {
        this.store = store;
        this.runs = runs;
        this.projects = projects;
        this.users = users;
        this.mailer = mailer;
        this.host = host;
    }

    public Sent mail(UserId person, long alert) {
        Optional<RunAlert> found = store.find(alert);
        Optional<String> address = users.find(person).filter(User::isActive).map(User::email);
        if (found.isEmpty() || address.isEmpty()) {
            return Sent.refused(null, "The alert or the person's address is gone");
        }
        String place = place(found.get());
        return mailer.send(
                address.get(),
                "[" + found.get().severity() + "] " + found.get().title() + " (" + place + ")",
                found.get().text() + "\n\n--\n" + place + PageLink.line(host, place));
    }

    public byte[] chat(long alert) {
        RunAlert found = store.find(alert).orElseThrow();
        String place = place(found);
        return ChatMessage.json(found.title(), found.text(), found.severity(), place + PageLink.line(host, place));
    }

    /** {@code entity/project/runs/name}: also the path of the run's page. */
    private String place(RunAlert alert) {
        String project = projects.find(List.of(alert.project())).stream()
                .findFirst()
                .map((Project each) -> each.entityName() + "/" + each.name())
                .orElse("");
        return project + "/runs/" + runs.find(alert.run()).map(Run::name).orElse("");
    }
}
