package dev.selvedge.domain.automations;

import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.people.EntityId;
import java.time.Instant;

/**
 * Where a team's automations post to.
 *
 * @param accessTokenRef name of the team secret sent as bearer token, or null
 * @param secretRef name of the team secret that signs the body, or null
 */
public record Webhook(
        IntegrationId id,
        EntityId entity,
        String name,
        String url,
        String accessTokenRef,
        String secretRef,
        Instant createdAt) {

    public Webhook {
        requireNonNull(entity);
        requireNonNull(name);
        requireNonNull(url);
    }
}
