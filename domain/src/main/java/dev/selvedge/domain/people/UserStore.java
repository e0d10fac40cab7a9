package dev.selvedge.domain.people;

import dev.selvedge.platform.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keeps users, their keys and their sessions. Secrets arrive hashed. */
public interface UserStore {

    Optional<User> find(UserId id);

    /** As {@link #find(UserId)}, and nobody else changes the user until the transaction ends. */
    Optional<User> lock(UserId id);

    /** In the order of {@code ids}; absent ones are left out, deleted ones are not. */
    List<User> find(Collection<UserId> ids);

    /** Exact; deleted users have given their name up. */
    Optional<User> findByUsername(String username);

    /** Lower case. */
    Optional<User> findByEmail(String email);

    /** Users that are not deleted whose username, name or address begins with {@code prefix} (null: all), by username. */
    Page<User> search(String prefix, int first, String after);

    /** People, not service accounts; deleted ones do not count. */
    long countPeople();

    /** Who may come in; within a transaction nobody else takes one of them away before its end. */
    long countAdmins();

    /** CONFLICT when the username or address is taken. */
    User insert(NewUser user);

    /** Everything but id, kind and times. CONFLICT when the username or address is taken. */
    void save(User user);

    /** With null: may come in again. */
    void setDeactivated(UserId id, Instant at);

    /** Frees the name and address, drops keys, sessions and memberships; the row stays for what names it. */
    void delete(UserId id, Instant at);

    ApiKey insertKey(UserId user, String hash, String prefix, String description, Instant createdAt);

    Optional<ApiKey> findKey(ApiKeyId id);

    Optional<ApiKey> findKey(String hash);

    /** Oldest first. */
    List<ApiKey> keys(UserId user);

    boolean deleteKey(ApiKeyId id);

    void keyUsed(ApiKeyId id, Instant at);

    Session insertSession(UserId user, String hash, Instant createdAt, Instant expiresAt);

    Optional<Session> findSession(String hash);

    void deleteSession(String hash);

    void deleteSessions(UserId user);

    void deleteSessionsExpiredBefore(Instant instant);
}
