package dev.selvedge.wire.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.selvedge.domain.objects.places.TeamBucket;
import dev.selvedge.domain.objects.places.TeamBuckets;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.Fault;
import dev.selvedge.wire.http.BaseUrl;
import dev.selvedge.wire.http.Callers;
import dev.selvedge.wire.http.FaultBody;
import dev.selvedge.wire.http.JsonBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.util.UriUtils;

/** {@code /admin/v1/teams/{team}/bucket}: where a team's objects go. The address goes in and never comes out again. */
public final class TeamBucketEndpoint implements HttpRequestHandler {

    private static final Pattern PATH = Pattern.compile("/admin/v1/teams/([^/]+)/bucket");

    private final TeamBuckets buckets;
    private final BaseUrl baseUrl;

    public TeamBucketEndpoint(TeamBuckets buckets, BaseUrl baseUrl) {
        this.buckets = buckets;
        this.baseUrl = baseUrl;
    }

    private record Wish(
            String address, @JsonProperty("set_cors") Boolean setCors) {}

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Caller caller = Callers.of(request);
            caller.requireSignedIn();
            String team = team(request);
            switch (request.getMethod()) {
                case "GET" -> JsonBody.write(response, shown(buckets.get(caller, team)));
                case "PUT" -> JsonBody.write(response, shown(put(caller, team, request)));
                case "DELETE" -> {
                    buckets.remove(caller, team);
                    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                }
                default -> throw Fault.notFound("There is no " + request.getMethod() + " " + request.getRequestURI());
            }
        } catch (Fault fault) {
            FaultBody.write(request, response, fault);
        }
    }

    private TeamBucket put(Caller caller, String team, HttpServletRequest request) throws IOException {
        Wish wish = JsonBody.read(request, Wish.class);
        return buckets.set(caller, team, wish.address(), baseUrl.of(request), Boolean.TRUE.equals(wish.setCors()));
    }

    private static String team(HttpServletRequest request) {
        Matcher path = PATH.matcher(
                request.getRequestURI().substring(request.getContextPath().length()));
        if (!path.matches()) {
            throw Fault.notFound("There is no " + request.getMethod() + " " + request.getRequestURI());
        }
        try {
            return UriUtils.decode(path.group(1), UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw Fault.invalid("The path is not valid percent-encoding");
        }
    }

    private static Map<String, Object> shown(TeamBucket bucket) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("team", bucket.team());
        body.put("bucket", bucket.location().isEmpty() ? null : bucket.location());
        body.put("since", bucket.since() == null ? null : bucket.since().toString());
        body.put("earlier", bucket.earlier());
        return body;
    }
}
