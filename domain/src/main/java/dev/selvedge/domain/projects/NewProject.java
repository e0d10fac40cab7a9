package dev.selvedge.domain.projects;

import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.UserId;
import java.time.Instant;

/** A project about to be stored. */
public record NewProject(
        EntityId entity, String name, ProjectAccess access, UserId creator, ProjectAbout about, Instant createdAt) {}
