package dev.selvedge.domain.people;

import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.projects.ProjectId;

/** What rights are about. Things inside a project share the project's members and differ in the rules. */
public sealed interface Resource {

    enum Type {
        INSTANCE,
        ORGANIZATION,
        ENTITY,
        /** What watches all of an entity; what watches one project or collection is an {@link #AUTOMATION}. */
        ENTITY_AUTOMATION,
        INTEGRATION,
        SECRET,
        ALERT_SETTINGS,
        CUSTOM_CHART,
        USER,
        PROJECT,
        RUN,
        ARTIFACT,
        SWEEP,
        REPORT,
        QUEUE,
        AUTOMATION;

        boolean isOfEntity() {
            return compareTo(ENTITY) >= 0 && compareTo(USER) < 0;
        }

        boolean isInProject() {
            return compareTo(PROJECT) >= 0;
        }
    }

    Type type();

    /** The whole installation. */
    record OfInstance() implements Resource {
        @Override
        public Type type() {
            return Type.INSTANCE;
        }
    }

    record OfOrganization(OrganizationId id) implements Resource {
        @Override
        public Type type() {
            return Type.ORGANIZATION;
        }
    }

    /** An entity, or anything of one kind that belongs to it rather than to one of its projects. */
    record OfEntity(Type type, EntityId id) implements Resource {
        public OfEntity {
            requireNonNull(id);
            if (!type.isOfEntity()) {
                throw new IllegalArgumentException(type + " does not belong to an entity");
            }
        }
    }

    record OfUser(UserId id) implements Resource {
        @Override
        public Type type() {
            return Type.USER;
        }
    }

    /** A project, or anything of one kind in it. */
    record OfProject(Type type, ProjectId id) implements Resource {
        public OfProject {
            requireNonNull(id);
            if (!type.isInProject()) {
                throw new IllegalArgumentException(type + " is not in a project");
            }
        }
    }

    Resource INSTANCE = new OfInstance();

    static Resource organization(OrganizationId id) {
        return new OfOrganization(id);
    }

    static Resource entity(EntityId id) {
        return new OfEntity(Type.ENTITY, id);
    }

    static Resource entityAutomation(EntityId entity) {
        return new OfEntity(Type.ENTITY_AUTOMATION, entity);
    }

    static Resource integration(EntityId entity) {
        return new OfEntity(Type.INTEGRATION, entity);
    }

    static Resource secret(EntityId entity) {
        return new OfEntity(Type.SECRET, entity);
    }

    static Resource alertSettings(EntityId entity) {
        return new OfEntity(Type.ALERT_SETTINGS, entity);
    }

    static Resource customChart(EntityId entity) {
        return new OfEntity(Type.CUSTOM_CHART, entity);
    }

    static Resource user(UserId id) {
        return new OfUser(id);
    }

    static Resource project(ProjectId id) {
        return new OfProject(Type.PROJECT, id);
    }

    static Resource run(ProjectId project) {
        return new OfProject(Type.RUN, project);
    }

    static Resource artifact(ProjectId project) {
        return new OfProject(Type.ARTIFACT, project);
    }

    static Resource sweep(ProjectId project) {
        return new OfProject(Type.SWEEP, project);
    }

    static Resource report(ProjectId project) {
        return new OfProject(Type.REPORT, project);
    }

    static Resource queue(ProjectId project) {
        return new OfProject(Type.QUEUE, project);
    }

    static Resource automation(ProjectId project) {
        return new OfProject(Type.AUTOMATION, project);
    }
}
