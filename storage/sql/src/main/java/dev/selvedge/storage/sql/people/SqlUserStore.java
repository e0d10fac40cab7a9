package dev.selvedge.storage.sql.people;

import static dev.selvedge.storage.sql.schema.Tables.API_KEY;
import static dev.selvedge.storage.sql.schema.Tables.ORGANIZATION_MEMBER;
import static dev.selvedge.storage.sql.schema.Tables.TEAM_MEMBER;
import static dev.selvedge.storage.sql.schema.Tables.USER_ACCOUNT;
import static dev.selvedge.storage.sql.schema.Tables.USER_DAY;
import static dev.selvedge.storage.sql.schema.Tables.USER_SESSION;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.people.ApiKey;
import dev.selvedge.domain.people.ApiKeyId;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.NewUser;
import dev.selvedge.domain.people.Session;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.schema.tables.records.ApiKeyRecord;
import dev.selvedge.storage.sql.schema.tables.records.UserAccountRecord;
import dev.selvedge.storage.sql.schema.tables.records.UserSessionRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;

/** One row per user, key and session. A deleted user's row keeps its number and display name. */
public final class SqlUserStore implements UserStore {

    private final DSLContext sql;

    public SqlUserStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public Optional<User> find(UserId id) {
        return one(USER_ACCOUNT.ID.eq(id.value()));
    }

    @Override
    public Optional<User> lock(UserId id) {
        return sql.selectFrom(USER_ACCOUNT)
                .where(USER_ACCOUNT.ID.eq(id.value()))
                .forUpdate()
                .fetchOptional(SqlUserStore::user);
    }

    @Override
    public List<User> find(Collection<UserId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<UserId, User> found = sql
                .selectFrom(USER_ACCOUNT)
                .where(USER_ACCOUNT.ID.in(ids.stream().map(UserId::value).toList()))
                .fetch(SqlUserStore::user)
                .stream()
                .collect(toMap(User::id, identity()));
        return new LinkedHashSet<>(ids)
                .stream().map(found::get).filter(Objects::nonNull).toList();
    }

    @Override
    public Optional<User> findByUsername(String username) {
        return one(USER_ACCOUNT.USERNAME.eq(username));
    }

    @Override
    public Optional<User> findByEmail(String email) {
        return one(USER_ACCOUNT.EMAIL.eq(email));
    }

    private Optional<User> one(Condition which) {
        return sql.selectFrom(USER_ACCOUNT).where(which).fetchOptional(SqlUserStore::user);
    }

    @Override
    public Page<User> search(String prefix, int first, String after) {
        Condition which = USER_ACCOUNT.DELETED_AT.isNull();
        if (prefix != null && !prefix.isEmpty()) {
            String lower = prefix.toLowerCase(Locale.ROOT);
            which = which.and(DSL.lower(USER_ACCOUNT.USERNAME)
                    .startsWith(lower)
                    .or(DSL.lower(USER_ACCOUNT.NAME).startsWith(lower))
                    .or(USER_ACCOUNT.EMAIL.startsWith(lower)));
        }
        if (after != null && !after.isEmpty()) {
            which = which.and(USER_ACCOUNT.USERNAME.gt(after));
        }
        List<User> found = sql.selectFrom(USER_ACCOUNT)
                .where(which)
                .orderBy(USER_ACCOUNT.USERNAME)
                .limit(first + 1)
                .fetch(SqlUserStore::user);
        boolean more = found.size() > first;
        List<User> items = more ? found.subList(0, first) : found;
        return new Page<>(items, items.stream().map(User::username).toList(), more);
    }

    @Override
    public long countPeople() {
        return sql.fetchCount(
                USER_ACCOUNT, USER_ACCOUNT.DELETED_AT.isNull().and(USER_ACCOUNT.KIND.eq(word(User.Kind.MEMBER))));
    }

    @Override
    public long countAdmins() {
        return sql.select(USER_ACCOUNT.ID)
                .from(USER_ACCOUNT)
                .where(USER_ACCOUNT.IS_ADMIN)
                .and(USER_ACCOUNT.DELETED_AT.isNull())
                .and(USER_ACCOUNT.DEACTIVATED_AT.isNull())
                .forUpdate()
                .fetch()
                .size();
    }

    @Override
    public void setDeactivated(UserId id, Instant at) {
        sql.update(USER_ACCOUNT)
                .set(USER_ACCOUNT.DEACTIVATED_AT, at)
                .where(USER_ACCOUNT.ID.eq(id.value()))
                .execute();
    }

    @Override
    public User insert(NewUser user) {
        UserAccountRecord row = new UserAccountRecord();
        row.setUsername(user.username());
        row.setName(user.name());
        row.setEmail(user.email());
        row.setKind(word(user.kind()));
        row.setIsAdmin(user.admin());
        row.setPasswordHash(user.passwordHash());
        row.setCreatedAt(user.createdAt());
        try {
            long id = sql.insertInto(USER_ACCOUNT)
                    .set(row)
                    .returning(USER_ACCOUNT.ID)
                    .fetchOne()
                    .getId();
            return find(new UserId(id)).orElseThrow();
        } catch (IntegrityConstraintViolationException e) {
            throw taken(user.username(), user.email(), e);
        }
    }

    @Override
    public void save(User user) {
        try {
            sql.update(USER_ACCOUNT)
                    .set(USER_ACCOUNT.USERNAME, user.username())
                    .set(USER_ACCOUNT.NAME, user.name())
                    .set(USER_ACCOUNT.EMAIL, user.email())
                    .set(USER_ACCOUNT.IS_ADMIN, user.admin())
                    .set(USER_ACCOUNT.PASSWORD_HASH, user.passwordHash())
                    .set(
                            USER_ACCOUNT.DEFAULT_ENTITY_ID,
                            user.defaultEntity() == null
                                    ? null
                                    : user.defaultEntity().value())
                    .set(USER_ACCOUNT.FLAGS, user.flags())
                    .set(USER_ACCOUNT.PHOTO_URL, user.photoUrl())
                    .where(USER_ACCOUNT.ID.eq(user.id().value()))
                    .execute();
        } catch (IntegrityConstraintViolationException e) {
            throw taken(user.username(), user.email(), e);
        }
    }

    private static Fault taken(String username, String email, Exception cause) {
        return new Fault(
                Fault.Code.CONFLICT,
                "The username " + username + (email == null ? "" : " or the address " + email) + " is taken",
                cause);
    }

    @Override
    public void delete(UserId id, Instant at) {
        sql.deleteFrom(API_KEY).where(API_KEY.USER_ID.eq(id.value())).execute();
        sql.deleteFrom(USER_SESSION).where(USER_SESSION.USER_ID.eq(id.value())).execute();
        sql.deleteFrom(USER_DAY).where(USER_DAY.USER_ID.eq(id.value())).execute();
        sql.deleteFrom(TEAM_MEMBER).where(TEAM_MEMBER.USER_ID.eq(id.value())).execute();
        sql.deleteFrom(ORGANIZATION_MEMBER)
                .where(ORGANIZATION_MEMBER.USER_ID.eq(id.value()))
                .execute();
        sql.update(USER_ACCOUNT)
                // no name a person can choose has a colon
                .set(USER_ACCOUNT.USERNAME, "deleted:" + id.value())
                .setNull(USER_ACCOUNT.EMAIL)
                .setNull(USER_ACCOUNT.PASSWORD_HASH)
                .setNull(USER_ACCOUNT.DEFAULT_ENTITY_ID)
                .set(USER_ACCOUNT.IS_ADMIN, false)
                .set(USER_ACCOUNT.DELETED_AT, at)
                .where(USER_ACCOUNT.ID.eq(id.value()))
                .execute();
    }

    @Override
    public ApiKey insertKey(UserId user, String hash, String prefix, String description, Instant createdAt) {
        ApiKeyRecord row = new ApiKeyRecord();
        row.setUserId(user.value());
        row.setHash(hash);
        row.setPrefix(prefix);
        row.setDescription(description);
        row.setCreatedAt(createdAt);
        try {
            long id = sql.insertInto(API_KEY)
                    .set(row)
                    .returning(API_KEY.ID)
                    .fetchOne()
                    .getId();
            return findKey(new ApiKeyId(id)).orElseThrow();
        } catch (IntegrityConstraintViolationException e) {
            throw new Fault(Fault.Code.CONFLICT, "The API key is in use", e);
        }
    }

    @Override
    public Optional<ApiKey> findKey(ApiKeyId id) {
        return sql.selectFrom(API_KEY).where(API_KEY.ID.eq(id.value())).fetchOptional(SqlUserStore::key);
    }

    @Override
    public Optional<ApiKey> findKey(String hash) {
        return sql.selectFrom(API_KEY).where(API_KEY.HASH.eq(hash)).fetchOptional(SqlUserStore::key);
    }

    @Override
    public List<ApiKey> keys(UserId user) {
        return sql.selectFrom(API_KEY)
                .where(API_KEY.USER_ID.eq(user.value()))
                .orderBy(API_KEY.ID)
                .fetch(SqlUserStore::key);
    }

    @Override
    public boolean deleteKey(ApiKeyId id) {
        return sql.deleteFrom(API_KEY).where(API_KEY.ID.eq(id.value())).execute() > 0;
    }

    @Override
    public void keyUsed(ApiKeyId id, Instant at) {
        sql.update(API_KEY)
                .set(API_KEY.LAST_USED_AT, at)
                .where(API_KEY.ID.eq(id.value()))
                .execute();
    }

    @Override
    public Session insertSession(UserId user, String hash, Instant createdAt, Instant expiresAt) {
        UserSessionRecord row = new UserSessionRecord();
        row.setUserId(user.value());
        row.setHash(hash);
        row.setCreatedAt(createdAt);
        row.setExpiresAt(expiresAt);
        sql.insertInto(USER_SESSION).set(row).execute();
        return findSession(hash).orElseThrow();
    }

    @Override
    public Optional<Session> findSession(String hash) {
        return sql.selectFrom(USER_SESSION)
                .where(USER_SESSION.HASH.eq(hash))
                .fetchOptional(row ->
                        new Session(row.getId(), new UserId(row.getUserId()), row.getCreatedAt(), row.getExpiresAt()));
    }

    @Override
    public void deleteSession(String hash) {
        sql.deleteFrom(USER_SESSION).where(USER_SESSION.HASH.eq(hash)).execute();
    }

    @Override
    public void deleteSessions(UserId user) {
        sql.deleteFrom(USER_SESSION)
                .where(USER_SESSION.USER_ID.eq(user.value()))
                .execute();
    }

    @Override
    public void deleteSessionsExpiredBefore(Instant instant) {
        sql.deleteFrom(USER_SESSION).where(USER_SESSION.EXPIRES_AT.lt(instant)).execute();
    }

    private static String word(User.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static User user(UserAccountRecord row) {
        return new User(
                new UserId(row.getId()),
                row.getUsername(),
                row.getName(),
                row.getEmail(),
                User.Kind.valueOf(row.getKind().toUpperCase(Locale.ROOT)),
                row.getIsAdmin(),
                row.getPasswordHash(),
                row.getDefaultEntityId() == null ? null : new EntityId(row.getDefaultEntityId()),
                row.getFlags(),
                row.getPhotoUrl(),
                row.getCreatedAt(),
                row.getDeletedAt(),
                row.getDeactivatedAt(),
                row.getLastActiveAt());
    }

    private static ApiKey key(ApiKeyRecord row) {
        return new ApiKey(
                new ApiKeyId(row.getId()),
                new UserId(row.getUserId()),
                row.getPrefix(),
                row.getDescription(),
                row.getCreatedAt(),
                row.getLastUsedAt());
    }
}
