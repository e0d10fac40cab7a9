package dev.selvedge.storage.history;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Parts of one question at the same time: they wait together for the store, and decoding has all cores. What all
 * questions decode at once is bounded, the longer parts counting for several. Each part is of the request's trace and log.
 */
final class SideBySide {

    private static final int PLACES = 8;

    /** A part of that many rows takes a few megabytes while its columns are decoded. */
    private static final long ROWS_OF_A_PLACE = 250_000;

    private static final Semaphore PLACES_LEFT = new Semaphore(PLACES, true);

    /** A part that has parts does them one by one: it would wait for places while it holds some. */
    private static final ScopedValue<Boolean> WITHIN = ScopedValue.newInstance();

    /** Parts of other questions wait for what is made here, and may hold all places: it waits for none. */
    private static final ScopedValue<Boolean> AWAITED = ScopedValue.newInstance();

    private static final ContextSnapshotFactory CONTEXTS =
            ContextSnapshotFactory.builder().build();

    private SideBySide() {}

    /** Makes something that others may wait for meanwhile. */
    static <T> T awaited(Supplier<T> made) {
        return ScopedValue.where(AWAITED, true).call(made::get);
    }

    /**
     * Results in the order of {@code parts}. A failure is thrown on, once what has begun is through.
     *
     * @param rows that are decoded at once for a part
     */
    static <T, R> List<R> map(List<T> parts, ToLongFunction<T> rows, Function<T, R> task) {
        if (parts.size() < 2 || WITHIN.isBound()) {
            return parts.stream().map(task).toList();
        }
        ContextSnapshot context = CONTEXTS.captureAll();
        AtomicBoolean failed = new AtomicBoolean();
        List<FutureTask<R>> begun = new ArrayList<>();
        for (T part : parts) {
            int places = (int) Math.clamp(rows.applyAsLong(part) / ROWS_OF_A_PLACE, 1, PLACES);
            boolean placed = take(places);
            if (failed.get()) {
                PLACES_LEFT.release(placed ? places : 0);
                break;
            }
            FutureTask<R> one =
                    new FutureTask<>(() -> ScopedValue.where(WITHIN, true).call(() -> task.apply(part)));
            begun.add(one);
            Runnable through = () -> {
                one.run();
                if (one.state() != FutureTask.State.SUCCESS) {
                    failed.set(true);
                }
                PLACES_LEFT.release(placed ? places : 0);
            };
            if (placed) {
                Thread.startVirtualThread(context.wrap(through));
            } else {
                through.run();
            }
        }
        return results(begun);
    }

    private static boolean take(int places) {
        if (AWAITED.isBound()) {
            return PLACES_LEFT.tryAcquire(places);
        }
        PLACES_LEFT.acquireUninterruptibly(places);
        return true;
    }

    private static <R> List<R> results(List<FutureTask<R>> begun) {
        List<R> results = new ArrayList<>();
        Throwable failure = null;
        for (FutureTask<R> one : begun) {
            try {
                results.add(result(one));
            } catch (ExecutionException e) {
                failure = failure == null ? e.getCause() : failure;
            }
        }
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
        return results;
    }

    /** Even when interrupted: what has begun must be through before the question is answered. */
    private static <R> R result(FutureTask<R> one) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return one.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
