package dev.selvedge.server.operations;

import java.util.concurrent.atomic.AtomicInteger;

/** Requests that this server is answering at the moment. Work that can wait gives way to them. */
public final class Traffic {

    private final AtomicInteger open = new AtomicInteger();

    void begins() {
        open.incrementAndGet();
    }

    void ends() {
        open.decrementAndGet();
    }

    public boolean isQuiet() {
        return open.get() == 0;
    }
}
