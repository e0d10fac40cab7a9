package dev.selvedge.storage.sql;

import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;

/** What holds for each statement on its way to the database and for its failure on the way back. */
final class StatementRules implements ExecuteListener {

    private static final long serialVersionUID = 1L;

    /**
     * jOOQ gives the row to insert an alias, which MySQL knows since 8.0.19 only and MariaDB never; the statements here never refer to it.
     */
    private static final String ALIAS = " as excluded on duplicate key update ";

    private static final String NO_ALIAS = " on duplicate key update ";

    private final transient Engine engine;
    private final transient SqlTransactions transactions;

    private StatementRules(Engine engine, SqlTransactions transactions) {
        this.engine = engine;
        this.transactions = transactions;
    }

    static ExecuteListenerProvider provider(Engine engine, SqlTransactions transactions) {
        StatementRules rules = new StatementRules(engine, transactions);
        return () -> rules;
    }

    @Override
    public void renderEnd(ExecuteContext context) {
        if (engine.isShared() && context.sql() != null && context.sql().contains(ALIAS)) {
            context.sql(context.sql().replace(ALIAS, NO_ALIAS));
        }
    }

    @Override
    public void exception(ExecuteContext context) {
        if (context.exception() != null) {
            context.exception(transactions.failed(context.exception()));
        }
    }
}
