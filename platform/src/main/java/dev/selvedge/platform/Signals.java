package dev.selvedge.platform;

import java.util.function.Consumer;

/**
 * Words between the servers of an installation: soon, and perhaps never. They only make things sooner; what must be known
 * for certain is in SQL.
 */
public interface Signals {

    /** What listeners hear when words may have been lost: whatever they remember may be out of date. */
    String ANYTHING = "*";

    /** Reaches the listeners of this server before it returns, and those of the others soon after. */
    void send(String topic, String word);

    /** {@code listener} must not block. */
    void listen(String topic, Consumer<String> listener);
}
