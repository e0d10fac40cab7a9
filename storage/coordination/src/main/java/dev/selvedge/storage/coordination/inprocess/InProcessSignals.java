package dev.selvedge.storage.coordination.inprocess;

import dev.selvedge.platform.Signals;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Words to the listeners of this process. */
public final class InProcessSignals implements Signals {

    private static final Logger log = LoggerFactory.getLogger(InProcessSignals.class);

    private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();

    @Override
    public void send(String topic, String word) {
        for (Consumer<String> listener : listeners.getOrDefault(topic, List.of())) {
            try {
                listener.accept(word);
            } catch (RuntimeException e) {
                log.error("A listener of {} failed", topic, e);
            }
        }
    }

    @Override
    public void listen(String topic, Consumer<String> listener) {
        listeners.computeIfAbsent(topic, any -> new CopyOnWriteArrayList<>()).add(listener);
    }

    /** Words to every topic may have been lost. */
    public void sendAnything() {
        listeners.keySet().forEach(topic -> send(topic, ANYTHING));
    }
}
