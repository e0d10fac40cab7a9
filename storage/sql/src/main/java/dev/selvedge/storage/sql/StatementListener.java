package dev.selvedge.storage.sql;

/** Hears of each statement, on the thread that runs it. */
public interface StatementListener {

    /** @param sql with question marks where the values go */
    Running begin(String sql);

    /** Both hear. */
    default StatementListener and(StatementListener other) {
        return sql -> {
            Running ours = begin(sql);
            Running theirs = other.begin(sql);
            return failure -> {
                ours.end(failure);
                theirs.end(failure);
            };
        };
    }

    /** A statement on its way. */
    interface Running {

        /** @param failure why it failed, or null */
        void end(Throwable failure);
    }
}
