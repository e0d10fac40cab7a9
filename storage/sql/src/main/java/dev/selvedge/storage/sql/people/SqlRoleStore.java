package dev.selvedge.storage.sql.people;

import static dev.selvedge.storage.sql.schema.Tables.CUSTOM_ROLE;

import dev.selvedge.domain.people.Permission;
import dev.selvedge.domain.people.Role;
import dev.selvedge.domain.people.RoleStore;
import dev.selvedge.domain.people.Standing;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.schema.tables.records.CustomRoleRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** One row per custom role; its permissions are words with blanks between them. */
public final class SqlRoleStore implements RoleStore {

    private final DSLContext sql;

    public SqlRoleStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public Optional<Role> find(String name) {
        return sql.selectFrom(CUSTOM_ROLE).where(CUSTOM_ROLE.NAME.eq(name)).fetchOptional(SqlRoleStore::role);
    }

    @Override
    public List<Role> all() {
        return sql.selectFrom(CUSTOM_ROLE).orderBy(CUSTOM_ROLE.NAME).fetch(SqlRoleStore::role);
    }

    @Override
    public void put(Role role, Instant at) {
        String permissions =
                role.extra().stream().map(Permission::toString).sorted().collect(Collectors.joining(" "));
        sql.insertInto(CUSTOM_ROLE)
                .set(CUSTOM_ROLE.NAME, role.name())
                .set(CUSTOM_ROLE.BASE, role.standing().name())
                .set(CUSTOM_ROLE.PERMISSIONS, permissions)
                .set(CUSTOM_ROLE.CREATED_AT, at)
                .onConflict(CUSTOM_ROLE.NAME)
                .doUpdate()
                .set(CUSTOM_ROLE.BASE, role.standing().name())
                .set(CUSTOM_ROLE.PERMISSIONS, permissions)
                .execute();
    }

    @Override
    public boolean delete(String name) {
        return sql.deleteFrom(CUSTOM_ROLE).where(CUSTOM_ROLE.NAME.eq(name)).execute() > 0;
    }

    private static Role role(CustomRoleRecord row) {
        return new Role(
                row.getName(),
                Standing.valueOf(row.getBase()),
                row.getPermissions().isEmpty()
                        ? Set.of()
                        : Arrays.stream(row.getPermissions().split(" "))
                                .map(Permission::parse)
                                .collect(Collectors.toSet()));
    }
}
