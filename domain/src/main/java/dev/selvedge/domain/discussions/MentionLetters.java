package dev.selvedge.domain.discussions;

import dev.selvedge.domain.automations.alerts.AlertSettings;
import dev.selvedge.domain.automations.alerts.AlertStore;
import dev.selvedge.domain.automations.channels.Mailer;
import dev.selvedge.domain.automations.channels.PageLink;
import dev.selvedge.domain.automations.channels.Sent;
import dev.selvedge.domain.automations.firing.FiringStore;
import dev.selvedge.domain.automations.firing.MentionMail;
import dev.selvedge.domain.automations.firing.Occurrence;
import dev.selvedge.domain.automations.firing.Target;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.reports.View;
import dev.selvedge.domain.reports.Views;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Mentions by mail, to people who want mail; queued with the comment and sent when their turn comes. */
public final class MentionLetters implements MentionNotices, MentionMail {

    private final DiscussionStore store;
    private final Views views;
    private final Projects projects;
    private final UserStore users;
    private final EntityStore entities;
    private final AlertStore settings;
    private final FiringStore firings;
    private final Mailer mailer;
    private final String host;

    /** @param host external URL of this server for links, or empty for none */
    public MentionLetters(
            DiscussionStore store,
            Views views,
            Projects projects,
            UserStore users,
            EntityStore entities,
            AlertStore settings,
            FiringStore firings,
            Mailer mailer,
            String host) {
        this.store = store;
        this.views = views;
        this.projects = projects;
        this.users = users;
        this.entities = entities;
        this.settings = settings;
        this.firings = firings;
        this.mailer = mailer;
        this.host = host;
    }

    @Override
    public void mentioned(Mention mention, ProjectId project, Instant at) {
        boolean wanted = mailer.isConfigured()
                && users.find(mention.user()).map(User::email).isPresent()
                && wantsMail(mention);
        if (wanted) {
            firings.fire(new Target.Mention(mention.id()), Occurrence.ofMention(at, project.value()), null, null, at);
        }
    }

    private boolean wantsMail(Mention mention) {
        return entities.personal(mention.user())
                .map(Entity::id)
                .map(id -> settings.settings(id).orElseGet(() -> AlertSettings.ofPerson(id)))
                .filter(AlertSettings::email)
                .isPresent();
    }

    /** Who may not read the report any more hears nothing of it. */
    @Override
    public Sent send(long mention) {
        Optional<Mention> mentioned = store.mention(mention);
        Optional<DiscussionComment> comment = mentioned.flatMap(found -> store.comment(found.comment()));
        Optional<User> person = mentioned
                .flatMap(found -> users.find(found.user()))
                .filter(user -> user.isActive() && user.email() != null);
        Optional<View> view = comment.flatMap(said -> store.thread(said.thread()))
                .flatMap(thread -> person.flatMap(
                        user -> views.find(new Caller.SignedIn(user.id(), user.username(), false), thread.view())));
        if (view.isEmpty()) {
            return Sent.refused(null, "The comment, its report or the person's address is gone");
        }
        String author = users.find(comment.get().author()).map(User::username).orElse("Somebody");
        return mailer.send(
                person.get().email(),
                author + " mentioned you in " + view.get().displayName(),
                comment.get().body() + "\n\n--\n" + view.get().displayName() + link(view.get()));
    }

    private String place(View view) {
        return projects.find(List.of(view.project())).stream()
                .findFirst()
                .map((Project each) -> each.entityName() + "/" + each.name())
                .orElse("");
    }

    /** Pages find a report by what stands behind the dashes. */
    private String link(View view) {
        return PageLink.line(
                host, place(view) + "/reports/comments--" + view.id().global().replace("=", ""));
    }
}
