package dev.selvedge.wire.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.domain.audit.AuditEvent;
import dev.selvedge.domain.audit.AuditLog;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.Fault;
import dev.selvedge.wire.http.Callers;
import dev.selvedge.wire.http.FaultBody;
import dev.selvedge.wire.http.JsonBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.HttpRequestHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /admin/audit_logs}: one JSON object a line, or with {@code limit} or {@code endDate} pages of them, as
 * scripts for the reference read it.
 */
public final class AuditLogEndpoint implements HttpRequestHandler {

    private static final int LONGEST_PAGE = 20_000;
    private static final int READ_AT_ONCE = 1_000;
    private static final int MOST_DAYS = 36_500;

    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(T\\d{2}(:\\d{2}(:\\d{2})?)?)?");
    private static final Pattern CURSOR = Pattern.compile("1:(-?\\d{1,18}):(\\d{1,18})");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final AuditLog audit;

    public AuditLogEndpoint(AuditLog audit) {
        this.audit = audit;
    }

    private record Range(Instant start, Instant end) {}

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Caller caller = Callers.of(request);
            audit.requireReader(caller);
            if (!request.getMethod().equals("GET")) {
                throw Fault.notFound("There is no " + request.getMethod() + " " + request.getRequestURI());
            }
            boolean paged = request.getParameter("limit") != null || request.getParameter("endDate") != null;
            if (!paged && request.getParameter("cursor") != null) {
                throw Fault.invalid("\"cursor\" needs \"limit\" or \"endDate\" beside it");
            }
            Range range = range(request);
            boolean anonymous = "true".equalsIgnoreCase(request.getParameter("anonymize"));
            if (paged) {
                page(caller, request, response, range, anonymous);
            } else {
                lines(caller, response, range, anonymous);
            }
        } catch (Fault fault) {
            FaultBody.write(request, response, fault);
        }
    }

    private void page(
            Caller caller, HttpServletRequest request, HttpServletResponse response, Range range, boolean anonymous)
            throws IOException {
        int limit = limit(request.getParameter("limit"));
        AuditLog.Place after = place(request.getParameter("cursor"));
        List<AuditEvent> found = audit.between(caller, range.start(), range.end(), after, limit + 1);
        List<AuditEvent> shown = found.subList(0, Math.min(limit, found.size()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("audit_logs", audit.lines(caller, shown, anonymous));
        body.put("range_start_time", range.start().toString());
        body.put("range_end_time", range.end().toString());
        body.put("count", shown.size());
        body.put("next_cursor", found.size() > limit ? cursor(shown.getLast()) : null);
        JsonBody.write(response, body);
    }

    private void lines(Caller caller, HttpServletResponse response, Range range, boolean anonymous) throws IOException {
        response.setContentType("application/x-ndjson");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        OutputStream out = response.getOutputStream();
        AuditLog.Place after = null;
        List<AuditEvent> part;
        do {
            part = audit.between(caller, range.start(), range.end(), after, READ_AT_ONCE);
            for (Map<String, Object> line : audit.lines(caller, part, anonymous)) {
                out.write(JSON.writeValueAsBytes(line));
                out.write('\n');
            }
            after = part.isEmpty()
                    ? null
                    : new AuditLog.Place(part.getLast().at(), part.getLast().id());
        } while (part.size() == READ_AT_ONCE);
    }

    private Range range(HttpServletRequest request) {
        String startDate = request.getParameter("startDate");
        String endDate = request.getParameter("endDate");
        String numDays = request.getParameter("numDays");
        if (endDate != null && numDays != null) {
            throw Fault.invalid("Say \"endDate\" or \"numDays\", not both");
        }
        int days = days(numDays);
        Instant today = audit.now().truncatedTo(ChronoUnit.DAYS);
        Instant start = startDate == null ? today.minus(days, ChronoUnit.DAYS) : moment("startDate", startDate);
        Instant end = endDate == null
                ? start.truncatedTo(ChronoUnit.DAYS).plus(days + 1L, ChronoUnit.DAYS)
                : moment("endDate", endDate);
        if (end.isBefore(start)) {
            throw Fault.invalid("\"endDate\" is before \"startDate\"");
        }
        return new Range(start, end);
    }

    private static int days(String text) {
        if (text == null) {
            return 0;
        }
        try {
            int days = Integer.parseInt(text);
            if (days >= 0 && days <= MOST_DAYS) {
                return days;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw Fault.invalid("\"numDays\" is a number of days from 0 to " + MOST_DAYS);
    }

    private static Instant moment(String name, String text) {
        if (MOMENT.matcher(text).matches()) {
            String whole = text + "0000-00-00T00:00:00".substring(text.length());
            try {
                return LocalDateTime.parse(whole).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException noSuchDay) {
                // told below
            }
        }
        throw Fault.invalid("\"" + name + "\" is a day such as 2026-08-03, or a moment such as 2026-08-03T13:05:00");
    }

    private static int limit(String text) {
        if (text == null) {
            return LONGEST_PAGE;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= LONGEST_PAGE) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw Fault.invalid("\"limit\" is a number from 1 to " + LONGEST_PAGE);
    }

    private static String cursor(AuditEvent last) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, last.at());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("1:" + micros + ":" + last.id()).getBytes(UTF_8));
    }

    private static AuditLog.Place place(String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        try {
            Matcher parts = CURSOR.matcher(new String(Base64.getUrlDecoder().decode(cursor), UTF_8));
            if (parts.matches()) {
                return new AuditLog.Place(
                        Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS),
                        Long.parseLong(parts.group(2)));
            }
        } catch (IllegalArgumentException notBase64) {
            // told below
        }
        throw Fault.invalid("The cursor is not one of this list");
    }
}
