package dev.selvedge.storage.sql.people;

import static dev.selvedge.storage.sql.schema.Tables.ORGANIZATION_MEMBER;
import static dev.selvedge.storage.sql.schema.Tables.USER_ACCOUNT;
import static dev.selvedge.storage.sql.schema.Tables.USER_DAY;

import dev.selvedge.domain.people.OrganizationId;
import dev.selvedge.domain.people.PresenceStore;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.storage.sql.Database;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** A row for each person and day, as its number since 1970. */
public final class SqlPresenceStore implements PresenceStore {

    private final DSLContext sql;

    public SqlPresenceStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public void seen(UserId user, Instant at) {
        sql.update(USER_ACCOUNT)
                .set(USER_ACCOUNT.LAST_ACTIVE_AT, at)
                .where(USER_ACCOUNT.ID.eq(user.value()))
                .execute();
        sql.insertInto(USER_DAY)
                .set(USER_DAY.USER_ID, user.value())
                .set(USER_DAY.DAY_NUMBER, number(LocalDate.ofInstant(at, ZoneOffset.UTC)))
                .onDuplicateKeyIgnore()
                .execute();
    }

    @Override
    public Map<UserId, Integer> days(Collection<UserId> users, LocalDate first) {
        Map<UserId, Integer> days = new HashMap<>();
        sql.select(USER_DAY.USER_ID, DSL.count())
                .from(USER_DAY)
                .where(USER_DAY.USER_ID.in(users.stream().map(UserId::value).toList()))
                .and(USER_DAY.DAY_NUMBER.ge(number(first)))
                .groupBy(USER_DAY.USER_ID)
                .forEach(row -> days.put(new UserId(row.value1()), row.value2()));
        return days;
    }

    @Override
    public Map<LocalDate, Long> perDay(OrganizationId organization, LocalDate first) {
        Map<LocalDate, Long> people = new HashMap<>();
        sql.select(USER_DAY.DAY_NUMBER, DSL.count())
                .from(USER_DAY)
                .join(ORGANIZATION_MEMBER)
                .on(ORGANIZATION_MEMBER.USER_ID.eq(USER_DAY.USER_ID))
                .join(USER_ACCOUNT)
                .on(USER_ACCOUNT.ID.eq(USER_DAY.USER_ID))
                .where(ORGANIZATION_MEMBER.ORGANIZATION_ID.eq(organization.value()))
                .and(USER_ACCOUNT.KIND.eq("member"))
                .and(USER_DAY.DAY_NUMBER.ge(number(first)))
                .groupBy(USER_DAY.DAY_NUMBER)
                .forEach(row -> people.put(
                        LocalDate.ofEpochDay(row.value1()), row.value2().longValue()));
        return people;
    }

    @Override
    public void deleteBefore(LocalDate day) {
        sql.deleteFrom(USER_DAY).where(USER_DAY.DAY_NUMBER.lt(number(day))).execute();
    }

    private static int number(LocalDate day) {
        return Math.toIntExact(day.toEpochDay());
    }
}
