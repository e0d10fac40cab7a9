package dev.selvedge.server.operations;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/**
 * The first thing that happens at a stop: {@code /ready} says no while everything still answers, for as long as load
 * balancers need to notice. Images without a shell have no other place to wait.
 */
final class Drain implements SmartLifecycle {

    private final Duration wait;
    private volatile boolean running;
    private volatile boolean draining;

    Drain(Duration wait) {
        this.wait = wait;
    }

    boolean isDraining() {
        return draining;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        draining = true;
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Later phases stop earlier: this one before the listener is closed. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
