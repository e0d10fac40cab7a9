package dev.selvedge.storage.contract.backends;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One object behind HTTP, whose answers break off in the middle as those of a server that is stopped do. */
public final class BreakingServer implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

    /** What a store says of the object, beside its bytes; answers itself where it returns true. */
    public interface Protocol {
        boolean answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final byte[] object;
    private final Protocol protocol;
    private final AtomicInteger breaks;
    private final AtomicInteger broken = new AtomicInteger();

    /** @param breaks how many answers with bytes of the object break off, each after a third of what it should give */
    public BreakingServer(byte[] object, int breaks, Protocol protocol) throws IOException {
        this.object = object;
        this.protocol = protocol;
        this.breaks = new AtomicInteger(breaks);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public int broken() {
        return broken.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        if (!protocol.answer(exchange)) {
            content(exchange);
        }
        exchange.close();
    }

    private void content(HttpExchange exchange) throws IOException {
        String wanted = exchange.getRequestHeaders().getFirst("x-ms-range");
        Matcher range = RANGE.matcher(
                wanted != null
                        ? wanted
                        : String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
        int from = 0;
        int to = object.length;
        boolean partial = range.find();
        if (partial) {
            from = Integer.parseInt(range.group(1));
            to = range.group(2).isEmpty() ? to : (int) Math.min(to, Long.parseLong(range.group(2)) + 1);
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + object.length);
        }
        byte[] part = Arrays.copyOfRange(object, from, to);
        exchange.sendResponseHeaders(partial ? 206 : 200, part.length);
        boolean breaksOff = breaks.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        if (breaksOff) {
            broken.incrementAndGet();
        }
        // whoever closes an answer before its end has the connection closed
        exchange.getResponseBody().write(part, 0, breaksOff ? part.length / 3 : part.length);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
