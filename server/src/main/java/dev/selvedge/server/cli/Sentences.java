package dev.selvedge.server.cli;

import dev.selvedge.platform.Fault;
import dev.selvedge.server.StartFailure;
import dev.selvedge.storage.sql.DatabaseRefused;

/** Commands say in one sentence what a user can mend; what is our own fault shows its trace. */
final class Sentences {

    interface Work {
        void run() throws Exception;
    }

    private Sentences() {}

    /** The exit status. */
    static int orTrace(Work work) {
        try {
            work.run();
            return 0;
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof StartFailure || cause instanceof Fault || cause instanceof DatabaseRefused) {
                    System.err.println(cause.getMessage());
                    return 1;
                }
            }
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
