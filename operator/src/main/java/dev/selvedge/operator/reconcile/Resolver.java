package dev.selvedge.operator.reconcile;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The names as this machine resolves them; a resolver that is silent holds nothing up. */
public final class Resolver implements Names {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Function<String, List<String>> lookup;
    private final Duration patience;

    public Resolver() {
        this(Resolver::ofThisMachine, PATIENCE);
    }

    Resolver(Function<String, List<String>> lookup, Duration patience) {
        this.lookup = lookup;
        this.patience = patience;
    }

    @Override
    public Map<String, List<String>> addresses(Collection<String> names) {
        Map<String, CompletableFuture<List<String>>> asked = new LinkedHashMap<>();
        names.forEach(name -> asked.computeIfAbsent(name, this::ask));
        Map<String, List<String>> found = new LinkedHashMap<>();
        asked.forEach((name, answer) -> {
            List<String> addresses = answer.join();
            if (addresses != null) {
                found.put(name, addresses);
            }
        });
        return found;
    }

    /** Null when the time is over. */
    private CompletableFuture<List<String>> ask(String name) {
        CompletableFuture<List<String>> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("resolve " + name).start(() -> answer.complete(lookup.apply(name)));
        return answer.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    static List<String> ofThisMachine(String name) {
        try {
            return Arrays.stream(InetAddress.getAllByName(name))
                    .map(InetAddress::getHostAddress)
                    .sorted()
                    .toList();
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
