package dev.selvedge.wire.filestream;

import dev.selvedge.domain.runs.RunIngest;
import dev.selvedge.domain.runs.StreamUpdate;
import dev.selvedge.platform.Fault;
import dev.selvedge.wire.http.Callers;
import dev.selvedge.wire.http.FaultBody;
import dev.selvedge.wire.http.RateLimitHeaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;

/**
 * {@code POST /files/{entity}/{project}/{run}/file_stream}. The answer leaves after the commit, and a request is taken
 * as a whole or not at all: what a client was told is there stays there.
 */
@Component
public final class FileStreamEndpoint implements HttpRequestHandler {

    /** Clients cut at about 10 MiB of lines; escaping may double that. Counted after inflating. */
    static final int MAX_BODY_BYTES = 64 << 20;

    private static final String SHARED = "X-WANDB-USE-ASYNC-FILESTREAM";
    private static final String WRITER = "X-WANDB-ASYNC-CLIENT-ID";
    private static final String DERIVE_SUMMARY = "X-WANDB-SERVER-SIDE-DERIVED-SUMMARY";
    private static final int LONGEST_WRITER = 128;

    private final RunIngest ingest;
    private final StreamMeter meter;

    public FileStreamEndpoint(RunIngest ingest, StreamMeter meter) {
        this.ingest = ingest;
        this.meter = meter;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (!request.getMethod().equals("POST")) {
                FaultBody.refuseMethod(request, response, "POST");
                return;
            }
            Callers.of(request).requireSignedIn();
            RunPath path = RunPath.of(request.getRequestURI());
            BoundedInputStream body = body(request);
            StreamUpdate update =
                    StreamBodyParser.parse(body, writer(request), "true".equals(request.getHeader(DERIVE_SUMMARY)));
            RunIngest.Answer answer =
                    ingest.accept(Callers.of(request), path.entity(), path.project(), path.run(), update, body.count());
            meter.accepted(update, body.count());
            answer.pace().ifPresent(pace -> RateLimitHeaders.write(response, pace.remaining(), pace.reset()));
            answer(response, answer);
        } catch (Fault fault) {
            FaultBody.write(request, response, fault);
        } catch (RuntimeException e) {
            FaultBody.writeAccident(request, response, e);
        }
    }

    private static BoundedInputStream body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MAX_BODY_BYTES) {
            throw BoundedInputStream.tooLarge(MAX_BODY_BYTES);
        }
        BoundedInputStream raw = new BoundedInputStream(request.getInputStream(), MAX_BODY_BYTES);
        String encoding = request.getHeader("Content-Encoding");
        if (encoding == null || encoding.isEmpty() || encoding.equals("identity")) {
            return raw;
        }
        if (!encoding.equals("gzip")) {
            throw Fault.invalid("The content encoding " + encoding + " is not understood; gzip is");
        }
        try {
            return new BoundedInputStream(new GZIPInputStream(raw, 16 * 1024), MAX_BODY_BYTES);
        } catch (IOException e) {
            throw Fault.invalid("The body is not gzip");
        }
    }

    private static String writer(HttpServletRequest request) {
        String writer = request.getHeader(WRITER);
        if (!"true".equals(request.getHeader(SHARED)) || writer == null || writer.isBlank()) {
            return null;
        }
        if (writer.length() > LONGEST_WRITER) {
            throw Fault.invalid(WRITER + " may have at most " + LONGEST_WRITER + " characters");
        }
        return writer;
    }

    private static void answer(HttpServletResponse response, RunIngest.Answer answer) throws IOException {
        String json = "{\"exitcode\":" + answer.exitCode() + ",\"limits\":{}"
                + (answer.stop() ? ",\"stopped\":true" : "") + "}";
        byte[] body = json.getBytes(StandardCharsets.US_ASCII);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
