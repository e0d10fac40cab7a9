package dev.selvedge.server.backup.sets;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** A few transfers at once. The first failure ends them all. */
final class Parallel implements AutoCloseable {

    /** A transfer may hold eight megabytes. */
    private static final int AT_ONCE = 8;

    private static final int ATTEMPTS = 3;

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    interface Work {
        void run() throws IOException;
    }

    /** Waits for a free place. */
    void start(Work work) throws IOException {
        throwFailure();
        places.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                attempt(work);
            } catch (IOException | RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                places.release();
            }
        });
    }

    /** Connections break; what is damaged stays so. */
    static void attempt(Work work) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                work.run();
                return;
            } catch (CheckedInput.Damaged | java.nio.file.NoSuchFileException e) {
                throw e;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void throwFailure() throws IOException {
        switch (failure.get()) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Exception e -> throw new IllegalStateException(e);
        }
    }

    /** Waits until all are done. */
    void finish() throws IOException {
        places.acquireUninterruptibly(AT_ONCE);
        places.release(AT_ONCE);
        throwFailure();
    }

    @Override
    public void close() {
        threads.close();
    }
}
