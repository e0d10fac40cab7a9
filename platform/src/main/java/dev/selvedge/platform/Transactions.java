package dev.selvedge.platform;

import java.util.function.Supplier;

/** Runs work in one transaction of the calling thread; stores called inside join it, nested calls too. */
public interface Transactions {

    /** Commits when {@code work} returns, rolls back when it throws. What it returned is durable once this returns. */
    <T> T inTransaction(Supplier<T> work);

    default void inTransaction(Runnable work) {
        inTransaction(() -> {
            work.run();
            return null;
        });
    }
}
