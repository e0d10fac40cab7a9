package dev.selvedge.domain.projects;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.Privacy;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.people.Role;
import dev.selvedge.domain.people.Spaces;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Projects: found, opened for a run, made, changed, removed. */
public final class Projects {

    private static final int MAX_TEXT = 1_000_000;
    private static final int MAX_WORD = 128;

    /** Finer than that nobody sorts their projects. */
    private static final Duration ACTIVITY_NOTED_EVERY = Duration.ofMinutes(1);

    private final ProjectStore projects;
    private final EntityStore entities;
    private final Privacy privacy;
    private final Spaces spaces;
    private final UserStore users;
    private final ProjectInvitations invitations;
    private final Access access;
    private final Transactions transactions;
    private final Clock clock;

    public Projects(
            ProjectStore projects,
            EntityStore entities,
            UserStore users,
            Spaces spaces,
            ProjectInvitations invitations,
            Access access,
            Transactions transactions,
            Clock clock) {
        this.spaces = spaces;
        this.projects = projects;
        this.entities = entities;
        this.privacy = new Privacy(entities);
        this.users = users;
        this.invitations = invitations;
        this.access = access;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Null names mean the caller's default entity and the project of runs that name none. Empty for what the caller may not see. */
    public Optional<Project> find(Caller caller, String entity, String name) {
        return named(caller, entity, name).filter(found -> maySee(caller, found));
    }

    /** The same, and DENIED to who sees the project and may not do that to what is in it. */
    public Optional<Project> find(Caller caller, String entity, String name, Action action, Resource.Type kind) {
        Optional<Project> named = named(caller, entity, name);
        if (named.filter(found -> access.allowedWithin(caller, found.id(), action, kind))
                .isPresent()) {
            return named;
        }
        Optional<Project> seen = named.filter(found -> maySee(caller, found));
        seen.ifPresent(found -> access.require(caller, action, new Resource.OfProject(kind, found.id())));
        return seen;
    }

    private Optional<Project> named(Caller caller, String entity, String name) {
        String entityName =
                isBlank(entity) ? defaultEntity(caller).map(Entity::name).orElse(null) : entity;
        if (entityName == null) {
            return Optional.empty();
        }
        return projects.find(entityName, isBlank(name) ? ProjectNames.UNCATEGORIZED : name);
    }

    public Optional<Project> find(Caller caller, ProjectId id) {
        return projects.find(id).filter(found -> !found.isDeleted()).filter(found -> maySee(caller, found));
    }

    /** Guests come through the projects of their link to the runs in them, and may not read what else is there. */
    private boolean maySee(Caller caller, Project project) {
        return access.allowed(caller, Action.READ, Resource.project(project.id()))
                || (caller instanceof Caller.Guest && access.allowed(caller, Action.READ, Resource.run(project.id())));
    }

    /** Whether the caller was asked to work on something there that its team still lets out. It opens nothing else. */
    public boolean isOpenByInvitation(Caller caller, ProjectId id) {
        return invitedTo(caller).contains(id)
                && projects.find(id).filter(found -> !found.isDeleted()).stream()
                        .anyMatch(this::letsReportsOut);
    }

    private Set<ProjectId> invitedTo(Caller caller) {
        return caller instanceof Caller.SignedIn person ? invitations.invitedTo(person.userId()) : Set.of();
    }

    /** Whether people from outside may be let in to one report there, by a link or an invitation. */
    public boolean letsReportsOut(Project project) {
        return entities.find(project.entity()).filter(privacy::allowsLinks).isPresent();
    }

    /** Without a check: for showing where something belongs that the caller sees. */
    public List<Project> find(java.util.Collection<ProjectId> ids) {
        return projects.find(ids);
    }

    /** Find, or NOT_FOUND in the words that clients show. */
    public Project require(Caller caller, String entity, String name) {
        return find(caller, entity, name)
                .orElseThrow(() -> Fault.notFound("Project not found: " + entity + "/" + name));
    }

    /** @param inserted whether it was made just now */
    public record Opened(Project project, boolean inserted) {}

    /**
     * The project to put something new into, made where the caller may make projects.
     *
     * @param kind of what will be put there
     */
    public Opened open(Caller caller, String entity, String name, Resource.Type kind) {
        caller.requireSignedIn();
        Entity owner = owner(caller, entity);
        String projectName = isBlank(name) ? ProjectNames.UNCATEGORIZED : name;
        Optional<Project> existing = projects.find(owner.id(), projectName);
        if (existing.isPresent()) {
            Project project = existing.get();
            access.require(caller, Action.CREATE, new Resource.OfProject(kind, project.id()));
            Instant now = clock.instant();
            if (project.lastActiveAt().plus(ACTIVITY_NOTED_EVERY).isBefore(now)) {
                projects.touch(project.id(), now);
            }
            return new Opened(project, false);
        }
        return new Opened(create(caller, owner, projectName, null, ProjectAbout.NOTHING), true);
    }

    private Project create(Caller caller, Entity owner, String name, ProjectAccess wanted, ProjectAbout about) {
        ProjectNames.check(name);
        access.require(caller, Action.CREATE, Resource.entity(owner.id()));
        spaces.requireOpen(owner);
        ProjectAccess chosen = wanted == null ? usualAccess(owner) : wanted;
        checkAccess(owner, chosen);
        UserId creator = caller.requireSignedIn().author();
        try {
            return transactions.inTransaction(() -> {
                Project made =
                        projects.insert(new NewProject(owner.id(), name, chosen, creator, about, clock.instant()));
                if (owner.kind() == Entity.Kind.ORGANIZATION) {
                    // clients list the members of a registry and expect its maker among them
                    projects.putUser(made.id(), creator, Role.ADMIN.name());
                }
                return made;
            });
        } catch (Fault fault) {
            // two first runs of one new project: the second one finds what the first has made
            return projects.find(owner.id(), name).orElseThrow(() -> fault);
        }
    }

    /** An organization may have allowed private projects only after the team chose. */
    private ProjectAccess usualAccess(Entity owner) {
        ProjectAccess usual = ProjectAccess.parse(owner.defaultAccess());
        return usual.isPublic() && privacy.privateOnly(owner) ? ProjectAccess.PRIVATE : usual;
    }

    /** Null leaves a thing as it is. */
    public record Wish(
            String access,
            String description,
            Boolean benchmark,
            String dockerImage,
            String repo,
            String framework,
            String views,
            Boolean allArtifactTypes,
            ProjectIcon icon) {

        public static final Wish NOTHING = new Wish(null, null, null, null, null, null, null, null, null);

        ProjectAbout appliedTo(ProjectAbout about) {
            return new ProjectAbout(
                    or(description, about.description()),
                    or(benchmark, about.benchmark()),
                    or(dockerImage, about.dockerImage()),
                    or(repo, about.repo()),
                    or(framework, about.framework()),
                    or(views, about.views()),
                    or(allArtifactTypes, about.allArtifactTypes()),
                    or(icon, about.icon()));
        }

        private static <T> T or(T wanted, T current) {
            return wanted == null ? current : wanted;
        }
    }

    /** Makes the project or changes it: by id, else by name. */
    public Opened upsert(Caller caller, ProjectId id, String entity, String name, Wish wish) {
        caller.requireSignedIn();
        check(wish);
        ProjectAccess wanted = wish.access() == null ? null : ProjectAccess.parse(wish.access());
        if (id == null) {
            Entity owner = owner(caller, entity);
            ProjectNames.check(name);
            Optional<Project> existing = projects.find(owner.id(), name);
            if (existing.isEmpty()) {
                return new Opened(create(caller, owner, name, wanted, wish.appliedTo(ProjectAbout.NOTHING)), true);
            }
            return new Opened(change(caller, existing.get().id(), null, wanted, wish), false);
        }
        Project project = find(caller, id).orElseThrow(() -> Fault.notFound("No such project"));
        return new Opened(change(caller, project.id(), isBlank(name) ? null : name, wanted, wish), false);
    }

    /** Null names and accesses stay as they are. All of a project is saved, so it is read when nobody else changes it. */
    private Project change(Caller caller, ProjectId id, String name, ProjectAccess wanted, Wish wish) {
        access.require(caller, Action.WRITE, Resource.project(id));
        return transactions.inTransaction(() -> {
            Project project = projects.lock(id)
                    .filter(found -> !found.isDeleted())
                    .orElseThrow(() -> Fault.notFound("No such project"));
            return change(caller, project, name == null ? project.name() : name, wanted, wish);
        });
    }

    private Project change(Caller caller, Project project, String name, ProjectAccess wanted, Wish wish) {
        ProjectAccess next = wanted == null ? project.access() : wanted;
        if (next != project.access() || !name.equals(project.name())) {
            access.require(caller, Action.MANAGE, Resource.project(project.id()));
            ProjectNames.check(name);
            checkAccess(entities.find(project.entity()).orElseThrow(), next);
        }
        Project changed = project.with(name, next, wish.appliedTo(project.about()), clock.instant());
        if (!changed.about().equals(project.about())
                || !changed.name().equals(project.name())
                || changed.access() != project.access()) {
            projects.save(changed);
        }
        return changed;
    }

    public Project rename(Caller caller, String entity, String oldName, String newName) {
        Project project = require(caller, entity, oldName);
        return change(caller, project.id(), newName, null, Wish.NOTHING);
    }

    public void delete(Caller caller, ProjectId id) {
        if (find(caller, id).isEmpty()) {
            throw Fault.notFound("No such project");
        }
        access.require(caller, Action.DELETE, Resource.project(id));
        projects.delete(id, clock.instant());
    }

    /** What {@link #delete} took away. */
    public Project restore(Caller caller, ProjectId id) {
        Project deleted = projects.find(id)
                .filter(Project::isDeleted)
                .orElseThrow(() -> Fault.notFound("No such deleted project"));
        access.require(caller, Action.MANAGE, Resource.entity(deleted.entity()));
        projects.restore(id);
        return projects.find(id).orElseThrow();
    }

    /**
     * Projects of one entity that the caller sees, last active first; a null entity means the caller's default one. Those
     * are among them in which the caller edits a report by invitation: a script that saves one looks its project up
     * here, and would make it otherwise.
     */
    public Page<Project> list(Caller caller, String entity, int first, String after) {
        Optional<Entity> owner = isBlank(entity) ? defaultEntity(caller) : entities.findEntity(entity);
        return owner.map(found -> visible(caller, List.of(found.id()), first, after))
                .orElse(Page.empty());
    }

    /** Projects of every entity the caller is in, last active first. */
    public Page<Project> listOwn(Caller caller, int first, String after) {
        if (!(caller instanceof Caller.SignedIn signedIn)) {
            return Page.empty();
        }
        return listOf(caller, signedIn.userId(), first, after);
    }

    /** Projects of every entity that {@code user} is in, as far as the caller sees them. */
    public Page<Project> listOf(Caller caller, UserId user, int first, String after) {
        List<EntityId> own = entities.entitiesOf(user).stream().map(Entity::id).toList();
        return visible(caller, own, first, after);
    }

    /** Hidden projects are left out of a page rather than counted, so a page goes on until it is full. */
    private Page<Project> visible(Caller caller, List<EntityId> of, int first, String after) {
        int wanted = Math.clamp(first, 1, 1_000);
        java.util.ArrayList<Project> items = new java.util.ArrayList<>();
        java.util.ArrayList<String> cursors = new java.util.ArrayList<>();
        Set<ProjectId> invitedTo = invitedTo(caller);
        String cursor = after;
        while (true) {
            Page<Project> page = projects.list(of, wanted, cursor);
            for (int i = 0; i < page.items().size(); i++) {
                Project project = page.items().get(i);
                if (!access.allowed(caller, Action.READ, Resource.project(project.id()))
                        && !(invitedTo.contains(project.id()) && letsReportsOut(project))) {
                    continue;
                }
                if (items.size() == wanted) {
                    return new Page<>(items, cursors, true);
                }
                items.add(project);
                cursors.add(page.cursors().get(i));
            }
            if (!page.hasNext()) {
                return new Page<>(items, cursors, false);
            }
            cursor = page.endCursor();
        }
    }

    private Entity owner(Caller caller, String entity) {
        if (isBlank(entity)) {
            return defaultEntity(caller)
                    .orElseThrow(() -> Fault.invalid("An entity is needed: you are in no team that could take it"));
        }
        return entities.findEntity(entity)
                // a stranger may still log to an open project of an entity whose name is no secret then
                .orElseThrow(() -> Fault.notFound("Entity not found: " + entity));
    }

    private Optional<Entity> defaultEntity(Caller caller) {
        if (!(caller instanceof Caller.SignedIn signedIn)) {
            return Optional.empty();
        }
        return users.find(signedIn.userId()).flatMap(spaces::defaultOf);
    }

    private void checkAccess(Entity owner, ProjectAccess access) {
        if (access.isPublic() && privacy.privateOnly(owner)) {
            throw Fault.denied("The team " + owner.name() + " allows private projects only");
        }
    }

    private static void check(Wish wish) {
        for (String text : new String[] {wish.description(), wish.views()}) {
            if (text != null && text.length() > MAX_TEXT) {
                throw Fault.tooLarge("Texts of a project may have up to " + MAX_TEXT + " characters");
            }
        }
        for (String text : new String[] {wish.dockerImage(), wish.framework()}) {
            if (text != null && text.length() > MAX_WORD) {
                throw Fault.invalid(
                        "Docker image and framework of a project may have up to " + MAX_WORD + " characters");
            }
        }
        if (wish.repo() != null && wish.repo().length() > 1024) {
            throw Fault.invalid("The repository of a project may have up to 1024 characters");
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isEmpty();
    }
}
