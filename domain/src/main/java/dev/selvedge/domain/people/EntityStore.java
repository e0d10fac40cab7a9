package dev.selvedge.domain.people;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keeps entities, organizations and who is in them. Lists hold nothing deleted. */
public interface EntityStore {

    Optional<Entity> find(EntityId id);

    /** As {@link #find(EntityId)}, and nobody else changes the entity until the transaction ends. */
    Optional<Entity> lock(EntityId id);

    List<Entity> find(Collection<EntityId> ids);

    Optional<Entity> findEntity(String name);

    Optional<Entity> personal(UserId user);

    /** CONFLICT when the name is taken. */
    Entity insert(NewEntity entity);

    void save(Entity entity);

    /** Those whose versions go by themselves unless they say otherwise. */
    List<Entity> withArtifactLifetime();

    /** Frees the name and drops memberships and invitations; the row stays for what names it. */
    void delete(EntityId id, Instant at);

    Optional<Organization> find(OrganizationId id);

    Optional<Organization> findOrganization(String name);

    Optional<Organization> defaultOrganization();

    List<Organization> organizations();

    /** Creates the organization with its entity. CONFLICT when a name is taken. */
    Organization insertOrganization(String name, String entityName, boolean isDefault, Instant createdAt);

    /** Frees the name and drops memberships; its entities are deleted one by one. */
    void delete(OrganizationId id, Instant at);

    /** Teams and the entity that owns the registries, by name. */
    List<Entity> entitiesOf(OrganizationId organization);

    Optional<String> roleInEntity(EntityId entity, UserId user);

    void putMember(EntityId entity, UserId user, String role, Instant at);

    /** Roles that the user was given in the entity's projects go as well, also where they are no member. */
    boolean removeMember(EntityId entity, UserId user);

    /** In the order they came: clients take the last one for the one they have just added. */
    List<TeamMember> members(EntityId entity);

    /** The personal entity first, then teams by name. */
    List<Entity> entitiesOf(UserId user);

    Optional<String> roleInOrganization(OrganizationId organization, UserId user);

    void putMember(OrganizationId organization, UserId user, String role, Instant at);

    boolean removeMember(OrganizationId organization, UserId user);

    List<OrganizationMember> members(OrganizationId organization);

    List<Organization> organizationsOf(UserId user);

    /** CONFLICT when the person is already invited. */
    Invite insertInvite(EntityId entity, String email, UserId user, String role, UserId invitedBy, Instant createdAt);

    Optional<Invite> findInvite(long id);

    List<Invite> invites(EntityId entity);

    List<Invite> invitesFor(UserId user, String email);

    /** Those that wait for an address rather than for somebody who is known. */
    List<Invite> invitesFor(String email);

    boolean deleteInvite(long id);
}
