package dev.selvedge.domain.automations.secrets;

import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.UserId;
import java.time.Instant;

/** What may be told about a secret. Its value is not in here, so that no answer and no log can hold it. */
public record TeamSecret(EntityId entity, String name, UserId createdBy, Instant createdAt, Instant updatedAt) {}
