package dev.selvedge.wire.http;

import dev.selvedge.platform.Fault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Small JSON bodies of plain HTTP routes. */
public final class JsonBody {

    private static final int MAX_BYTES = 256 << 10;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private JsonBody() {}

    /** Unknown fields are ignored, absent ones are null. */
    public static <T> T read(HttpServletRequest request, Class<T> type) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw Fault.tooLarge("The request body may have up to " + MAX_BYTES + " bytes");
        }
        T value;
        try {
            value = JSON.readValue(body.length == 0 ? new byte[] {'{', '}'} : body, type);
        } catch (JacksonException e) {
            throw new Fault(
                    Fault.Code.INVALID, "The request body is not the JSON expected here: " + JsonComplaint.of(e));
        }
        if (value == null) {
            throw Fault.invalid("The request body is not a JSON object");
        }
        return value;
    }

    public static void write(HttpServletResponse response, Object value) throws IOException {
        byte[] body = JSON.writeValueAsBytes(value);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
