package dev.selvedge.storage.sql;

/** Hears of each statement, on the thread that runs it. */
public interface StatementListener {

    /** @param sql with question marks where the values go */
    Running begin(String sql);

    /** A statement on its way. */
    interface Running {

        /** @param failure why it failed, or null */
        void end(Throwable failure);
    }
}
