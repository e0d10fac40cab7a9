package dev.selvedge.wire.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.domain.people.Administrators;
import dev.selvedge.platform.Fault;
import dev.selvedge.wire.http.FaultBody;
import dev.selvedge.wire.http.JsonBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.web.HttpRequestHandler;

/**
 * {@code POST /control/<order>}: orders of the command line to the server that holds the data folder, which the
 * command cannot open beside it. The secret lies in the folder, so whoever can send it could read the database anyway.
 */
public final class ControlEndpoint implements HttpRequestHandler {

    public static final String SECRET_HEADER = "X-Selvedge-Control";

    private static final String PREFIX = "/control/";

    private final byte[] secret;
    private final Map<String, ControlOrder> orders;

    public ControlEndpoint(byte[] secret, Map<String, ControlOrder> orders) {
        this.secret = HexFormat.of().formatHex(secret).getBytes(UTF_8);
        this.orders = Map.copyOf(orders);
    }

    private record Wish(String username) {}

    /** {@code administrators}: makes one, or makes one of a user. */
    public static ControlOrder administrators(Administrators administrators) {
        return request -> Map.of(
                "apiKey",
                administrators.create(JsonBody.read(request, Wish.class).username()));
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            String sent = request.getHeader(SECRET_HEADER);
            boolean allowed = sent != null && MessageDigest.isEqual(sent.getBytes(UTF_8), secret) && isLocal(request);
            ControlOrder order = orders.get(request.getRequestURI().substring(PREFIX.length()));
            if (!allowed || order == null || !request.getMethod().equals("POST")) {
                throw Fault.notFound("There is nothing at " + request.getRequestURI());
            }
            JsonBody.write(response, order.carryOut(request));
        } catch (Fault fault) {
            FaultBody.write(request, response, fault);
        }
    }

    /** A server bound to one address is called at that address, also from its own machine. */
    private static boolean isLocal(HttpServletRequest request) throws IOException {
        return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                || request.getRemoteAddr().equals(request.getLocalAddr());
    }
}
