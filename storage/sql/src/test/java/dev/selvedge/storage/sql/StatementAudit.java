package dev.selvedge.storage.sql;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;

/** Fails a test whose statement a MySQL 8.0.11 would not understand, though the server of the test does: also one whose text jOOQ did not make. */
final class StatementAudit implements ExecuteListener {

    private static final long serialVersionUID = 1L;

    /** Each text once; contract tests run the same ones thousands of times. */
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    static void listenTo(Database database) {
        StatementAudit audit = new StatementAudit();
        var configuration = database.sql().configuration();
        ExecuteListenerProvider[] before = configuration.executeListenerProviders();
        ExecuteListenerProvider[] all = java.util.Arrays.copyOf(before, before.length + 1);
        all[before.length] = () -> audit;
        configuration.set(all);
        database.onStatement(sql -> {
            audit.check(sql);
            return failure -> {};
        });
    }

    @Override
    public void executeStart(ExecuteContext context) {
        if (context.sql() != null) {
            check(context.sql());
        }
    }

    private void check(String sql) {
        if (seen.add(sql)) {
            ForbiddenSql.check(sql);
        }
    }
}
