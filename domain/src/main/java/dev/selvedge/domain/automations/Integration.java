package dev.selvedge.domain.automations;

import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.people.EntityId;
import java.time.Instant;

/**
 * A receiver outside that a team's automations talk to.
 *
 * @param name of a webhook; of a chat channel, its workspace
 * @param channel of a chat; empty for webhooks
 * @param url of a webhook; of a chat channel the sealed URL, because whoever knows that may post there
 * @param accessTokenRef name of the team secret sent as bearer token, or null
 * @param secretRef name of the team secret that signs the body, or null
 */
public record Integration(
        IntegrationId id,
        EntityId entity,
        Kind kind,
        String name,
        String channel,
        String url,
        String accessTokenRef,
        String secretRef,
        Instant createdAt) {

    public enum Kind {
        WEBHOOK,
        /** Anything that takes a Slack incoming webhook's message: Slack, Mattermost, Discord's {@code /slack} URLs. */
        SLACK
    }

    public Integration {
        requireNonNull(entity);
        requireNonNull(kind);
        requireNonNull(name);
        requireNonNull(channel);
        requireNonNull(url);
    }
}
