package dev.selvedge.domain.people;

import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.projects.ProjectId;

/** What rights are about. Things inside a project share the project's members and differ in the rules. */
public sealed interface Resource {

    enum Type {
        INSTANCE,
        ORGANIZATION,
        ENTITY,
        USER,
        PROJECT,
        RUN,
        ARTIFACT,
        SWEEP,
        REPORT,
        QUEUE;

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

    record OfEntity(EntityId id) implements Resource {
        @Override
        public Type type() {
            return Type.ENTITY;
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
        return new OfEntity(id);
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
}
