package dev.selvedge.domain.people;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import java.util.Locale;

/** The one place that authorises. */
public final class Access {

    private final EntityStore entities;
    private final ProjectGates projects;
    private final RoleBook roles;

    public Access(EntityStore entities, ProjectGates projects, RoleBook roles) {
        this.entities = entities;
        this.projects = projects;
        this.roles = roles;
    }

    public boolean allowed(Caller caller, Action action, Resource resource) {
        return role(caller, resource).may(action, resource.type());
    }

    /** Whether the caller sees the project and may do that to what is in it: one look, as the role is the same to both. */
    public boolean allowedWithin(Caller caller, ProjectId project, Action action, Resource.Type kind) {
        Role role = role(caller, Resource.project(project));
        return role.may(Action.READ, Resource.Type.PROJECT) && role.may(action, kind);
    }

    /**
     * UNAUTHENTICATED for callers who did not say who they are, NOT_FOUND for what the caller may not even see, DENIED
     * for the rest.
     */
    public void require(Caller caller, Action action, Resource resource) {
        Role role = role(caller, resource);
        if (role.may(action, resource.type())) {
            return;
        }
        if (caller.isUnnamed()) {
            caller.requireSignedIn();
        }
        String what = resource.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (!role.may(Action.READ, resource.type())) {
            throw Fault.notFound("No such " + what);
        }
        throw Fault.denied("Permission denied: you may not "
                + action.name().toLowerCase(Locale.ROOT)
                + (resource instanceof Resource.OfProject inProject && inProject.type() != Resource.Type.PROJECT
                        ? " " + what + "s in this project"
                        : " this " + what));
    }

    /** The caller's role towards one resource, all ways to it taken together. */
    public Role role(Caller caller, Resource resource) {
        return switch (caller) {
            case Caller.System ignored -> Role.ADMIN;
            case Caller.Anonymous ignored -> anonymous(resource);
            case Caller.Guest guest -> anonymous(resource).and(shown(guest, resource));
            case Caller.SignedIn signedIn ->
                signedIn.instanceAdmin() ? administrator(resource) : signedIn(signedIn.userId(), resource);
        };
    }

    private Role anonymous(Resource resource) {
        if (resource instanceof Resource.OfProject project) {
            return projects.gate(project.id())
                    .filter(gate -> gate.access().isPublic())
                    .map(gate -> Role.VIEWER)
                    .orElse(Role.ANONYMOUS);
        }
        return Role.ANONYMOUS;
    }

    private Role shown(Caller.Guest guest, Resource resource) {
        return resource instanceof Resource.OfProject project
                        && guest.projects().contains(project.id())
                        && projects.gate(project.id()).isPresent()
                ? Role.GUEST
                : Role.ANONYMOUS;
    }

    /** May do everything, but what was deleted is gone for administrators too. */
    private Role administrator(Resource resource) {
        return resource instanceof Resource.OfProject project
                        && projects.gate(project.id()).isEmpty()
                ? Role.STRANGER
                : Role.ADMIN;
    }

    private Role signedIn(UserId user, Resource resource) {
        return switch (resource) {
            case Resource.OfInstance ignored -> Role.STRANGER;
            case Resource.OfUser other -> other.id().equals(user) ? Role.ADMIN : Role.STRANGER;
            case Resource.OfOrganization organization -> inOrganization(user, organization.id());
            case Resource.OfEntity entity ->
                entities.find(entity.id())
                        .map(found -> towardsEntity(user, found))
                        .orElse(Role.STRANGER);
            case Resource.OfProject project ->
                projects.gate(project.id())
                        .map(gate -> inProject(user, project, gate))
                        .orElse(Role.STRANGER);
        };
    }

    private Role inOrganization(UserId user, OrganizationId organization) {
        return entities.roleInOrganization(organization, user)
                .map(name -> name.equals(ServiceAccounts.OF_ORGANIZATION) ? Role.MEMBER : roles.role(name))
                .orElse(Role.STRANGER);
    }

    /** Members of an organization see its teams unless they hide; its admins may set teams up without being in them. */
    private Role towardsEntity(UserId user, Entity entity) {
        Role inside = inEntity(user, entity);
        if (entity.kind() != Entity.Kind.TEAM || entity.organization() == null) {
            return inside;
        }
        Role above = inOrganization(user, entity.organization());
        if (above.standing() == Standing.ADMIN) {
            return Role.ADMIN;
        }
        return entity.policy().hidden() ? inside : inside.and(above.atMost(Standing.VIEWER));
    }

    /** What membership gives on the content: an organization's viewer has no seat to write in any of its teams. */
    private Role inEntity(UserId user, Entity entity) {
        return switch (entity.kind()) {
            case USER -> user.equals(entity.user()) ? Role.ADMIN : Role.STRANGER;
            case ORGANIZATION -> inOrganization(user, entity.organization());
            case TEAM -> {
                String above = entity.organization() == null
                        ? null
                        : entities.roleInOrganization(entity.organization(), user)
                                .orElse(null);
                if (ServiceAccounts.OF_ORGANIZATION.equals(above)) {
                    yield Role.MEMBER;
                }
                Role inTeam = entities.roleInEntity(entity.id(), user)
                        .map(roles::role)
                        .orElse(Role.STRANGER);
                boolean seatless = above != null && roles.role(above).standing().compareTo(Standing.MEMBER) < 0;
                yield seatless ? inTeam.atMost(Standing.VIEWER) : inTeam;
            }
        };
    }

    private Role inProject(UserId user, Resource.OfProject project, ProjectGates.Gate gate) {
        Role open = switch (gate.access()) {
            case USER_READ -> Role.VIEWER;
            case USER_WRITE -> Role.CONTRIBUTOR;
            default -> Role.STRANGER;
        };
        Entity entity = entities.find(gate.entity()).orElse(null);
        if (entity == null) {
            return Role.STRANGER;
        }
        Role inEntity = inEntity(user, entity);
        if (inEntity.standing() == Standing.ADMIN) {
            return Role.ADMIN;
        }
        boolean mine = user.equals(gate.creator()) && inEntity.standing().compareTo(Standing.MEMBER) >= 0;
        if (mine) {
            return Role.ADMIN;
        }
        Role given = projects.role(project.id(), user).map(roles::role).orElse(null);
        if (given != null) {
            return given.and(open);
        }
        Role byTeam = projects.rolesByTeam(project.id(), user).stream()
                .map(roles::role)
                .reduce(Role.STRANGER, Role::and);
        return inherited(inEntity, entity, gate).and(byTeam).and(open);
    }

    /** What a member of the entity has in a project that says nothing about them. */
    private static Role inherited(Role inEntity, Entity entity, ProjectGates.Gate gate) {
        return switch (gate.access()) {
            case RESTRICTED -> Role.STRANGER;
            case ENTITY_READ -> inEntity.atMost(Standing.VIEWER);
            // an organization's registries are there for all of its people to read; writing is given one by one
            default -> entity.kind() == Entity.Kind.ORGANIZATION ? inEntity.atMost(Standing.VIEWER) : inEntity;
        };
    }
}
