package dev.selvedge.storage.sql.artifacts;

import static dev.selvedge.storage.sql.schema.Tables.PROTECTED_ALIAS;

import dev.selvedge.domain.artifacts.ProtectedAliasStore;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.storage.sql.Database;
import java.util.Set;
import org.jooq.DSLContext;

/** A row for each protected alias. */
public final class SqlProtectedAliasStore implements ProtectedAliasStore {

    private final DSLContext sql;

    public SqlProtectedAliasStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public Set<String> of(ProjectId registry) {
        return sql.select(PROTECTED_ALIAS.ALIAS)
                .from(PROTECTED_ALIAS)
                .where(PROTECTED_ALIAS.PROJECT_ID.eq(registry.value()))
                .fetchSet(PROTECTED_ALIAS.ALIAS);
    }

    @Override
    public void replace(ProjectId registry, Set<String> aliases) {
        sql.deleteFrom(PROTECTED_ALIAS)
                .where(PROTECTED_ALIAS.PROJECT_ID.eq(registry.value()))
                .execute();
        aliases.forEach(alias -> sql.insertInto(PROTECTED_ALIAS)
                .set(PROTECTED_ALIAS.PROJECT_ID, registry.value())
                .set(PROTECTED_ALIAS.ALIAS, alias)
                .execute());
    }
}
