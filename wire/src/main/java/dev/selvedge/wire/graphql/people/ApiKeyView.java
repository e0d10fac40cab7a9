package dev.selvedge.wire.graphql.people;

import dev.selvedge.domain.people.ApiKey;
import dev.selvedge.domain.people.ApiKeys;
import dev.selvedge.platform.GlobalId;
import java.time.Instant;

/** @param name the whole secret in the answer that creates the key, else its first characters */
record ApiKeyView(String id, String name, Instant createdAt, Instant lastUsedAt, String description) {

    static ApiKeyView masked(ApiKey key) {
        return of(key, key.prefix());
    }

    static ApiKeyView shownOnce(ApiKeys.Created created) {
        return of(created.key(), created.secret());
    }

    private static ApiKeyView of(ApiKey key, String name) {
        return new ApiKeyView(
                GlobalId.encode("ApiKey", key.id().value()),
                name,
                key.createdAt(),
                key.lastUsedAt(),
                key.description());
    }
}
