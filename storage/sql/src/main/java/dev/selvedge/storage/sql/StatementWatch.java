package dev.selvedge.storage.sql;

import java.util.concurrent.atomic.AtomicReference;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;

/** Tells a listener when a statement goes to the database and when its rows are read. */
final class StatementWatch implements ExecuteListener {

    private static final long serialVersionUID = 1L;
    private static final String RUNNING = StatementWatch.class.getName();

    private final transient AtomicReference<StatementListener> listener;

    StatementWatch(AtomicReference<StatementListener> listener) {
        this.listener = listener;
    }

    @Override
    public void executeStart(ExecuteContext context) {
        StatementListener hears = listener.get();
        if (hears != null) {
            context.data(RUNNING, hears.begin(sql(context)));
        }
    }

    /** Of a batch the first one: the others differ in their values. */
    static String sql(ExecuteContext context) {
        if (context.sql() != null) {
            return context.sql();
        }
        String[] batch = context.batchSQL();
        return batch.length == 0 || batch[0] == null ? "" : batch[0];
    }

    @Override
    public void end(ExecuteContext context) {
        if (context.data(RUNNING) instanceof StatementListener.Running running) {
            running.end(context.sqlException() != null ? context.sqlException() : context.exception());
        }
    }
}
