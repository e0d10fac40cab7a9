package dev.selvedge.wire.http;

import dev.selvedge.platform.Fault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** The error answer of plain HTTP routes: {@code {"error":{"code","message","requestId"}}}. */
public final class FaultBody {

    private static final Logger log = LoggerFactory.getLogger(FaultBody.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private record Body(Error error) {}

    private record Error(String code, String message, String requestId) {}

    private FaultBody() {}

    public static void write(HttpServletRequest request, HttpServletResponse response, Fault fault) throws IOException {
        RetryAfter.write(response, fault);
        write(request, response, fault.code().httpStatus(), fault.code().name(), fault.getMessage());
    }

    /** For accidents: logs the cause under the request id and tells the client only the id. */
    public static void writeAccident(HttpServletRequest request, HttpServletResponse response, Throwable cause)
            throws IOException {
        log.error(
                "Request {} {} failed [{}]",
                request.getMethod(),
                loggable(request.getRequestURI()),
                RequestIds.of(request),
                cause);
        write(request, response, 500, "INTERNAL", "Internal error, request id " + RequestIds.of(request));
    }

    /** @param allowed methods that the route has, as of the header {@code Allow} */
    public static void refuseMethod(HttpServletRequest request, HttpServletResponse response, String allowed)
            throws IOException {
        refuseMethod(request, response, allowed, "This route answers " + allowed);
    }

    public static void refuseMethod(
            HttpServletRequest request, HttpServletResponse response, String allowed, String message)
            throws IOException {
        response.setHeader("Allow", allowed);
        write(request, response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", message);
    }

    /** A signed URL opens its object for whoever reads the log. */
    private static String loggable(String path) {
        return path.startsWith("/storage/") ? "/storage/…" : path;
    }

    /**
     * For statuses that no kind of fault has.
     *
     * @throws IOException when some of another answer has left already: what is thrown out of a route makes the container
     *     close the connection, which alone tells the client that this answer is not whole
     */
    public static void write(
            HttpServletRequest request, HttpServletResponse response, int status, String code, String message)
            throws IOException {
        if (response.isCommitted()) {
            throw new IOException("The answer was broken off: " + message);
        }
        response.resetBuffer();
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        byte[] body = JSON.writeValueAsBytes(new Body(new Error(code, message, RequestIds.of(request))));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
