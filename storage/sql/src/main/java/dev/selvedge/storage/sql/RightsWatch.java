package dev.selvedge.storage.sql;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;

/** Counts the changes of this process to the tables that rights depend on. */
final class RightsWatch implements ExecuteListener {

    private static final long serialVersionUID = 1L;

    private static final Pattern CHANGE =
            Pattern.compile("(?:insert into|insert ignore into|update|delete from) (\\w+)", Pattern.CASE_INSENSITIVE);

    /** Noted all the time of whoever is here, and nobody's right hangs on it. */
    private static final Pattern PRESENCE =
            Pattern.compile("update user_account set (?:user_account\\.)?last_active_at = ", Pattern.CASE_INSENSITIVE);

    private static final Set<String> TABLES = Set.of(
            "user_account",
            "organization",
            "organization_member",
            "entity",
            "team_member",
            "custom_role",
            "project",
            "project_member",
            "project_team");

    private final transient AtomicLong version = new AtomicLong();

    /** Whether the transaction of this thread has changed one of them. */
    private final transient ThreadLocal<Boolean> changed = new ThreadLocal<>();

    long version() {
        return version.get();
    }

    @Override
    public void executeEnd(ExecuteContext context) {
        if (concerns(StatementWatch.sql(context))) {
            changed.set(true);
            version.incrementAndGet();
        }
    }

    static boolean concerns(String sql) {
        Matcher change = CHANGE.matcher(sql);
        return change.lookingAt()
                && TABLES.contains(change.group(1))
                && !PRESENCE.matcher(sql).lookingAt();
    }

    /** Who looked between the change and its commit has seen the old rights, and remembers them by a number that is over now. */
    void committed() {
        if (changed.get() != null) {
            changed.remove();
            version.incrementAndGet();
        }
    }

    /** A transaction begins, or has come to nothing. */
    void nothingChanged() {
        changed.remove();
    }
}
