package dev.selvedge.wire.ui;

import dev.selvedge.platform.Fault;
import dev.selvedge.wire.http.Callers;
import dev.selvedge.wire.http.FaultBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.util.UriUtils;

/**
 * The catch-all behind every server route: files of the application as they are, any other page address with
 * {@code index.html}, whose router reads the address. Where that leads nowhere for the visitor, the same page goes out
 * with 404, so that scripts and crawlers hear it too.
 */
@Component
public final class UiEndpoint implements HttpRequestHandler {

    /** Paths that belong to protocols: a miss below them is an error in their own shape, not a page. */
    private static final Pattern PROTOCOL = Pattern.compile(
            "/(api|graphql|graphql2|files|storage|artifacts|artifactsV2|admin|proxy|oidc|scim|traces|mcp|debug|sdk|evaluations|metrics|service-redirect|service-dangerzone|analytics)(/.*)?");

    private static final Pattern FILE = Pattern.compile("/(assets/)?[A-Za-z0-9_.-]+\\.[a-z0-9]{2,11}");

    private final ClassLoader loader = UiEndpoint.class.getClassLoader();
    private final ConcurrentMap<String, Optional<Asset>> assets = new ConcurrentHashMap<>();
    private final PageAddresses addresses;

    public UiEndpoint(PageAddresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        // a page under an entity's or artifact's name may be called anything, but these names are reserved
        if (PROTOCOL.matcher(path).matches()) {
            FaultBody.write(request, response, Fault.notFound("There is nothing at " + path));
            return;
        }
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            FaultBody.write(request, response, new Fault(Fault.Code.INVALID, "Pages answer GET and HEAD"));
            return;
        }
        if (FILE.matcher(path).matches()) {
            Asset asset = asset(path.substring(1));
            if (asset != null) {
                send(request, response, asset, path.startsWith("/assets/"));
                return;
            }
            if (path.startsWith("/assets/")) {
                FaultBody.write(request, response, Fault.notFound("There is nothing at " + path));
                return;
            }
        }
        Asset index = asset("index.html");
        if (index == null) {
            FaultBody.write(request, response, Fault.notFound("This server was built without its web pages"));
            return;
        }
        if (!addresses.lead(Callers.of(request), segments(path))) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
        send(request, response, index, false);
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(part -> !part.isEmpty())
                .map(UiEndpoint::decoded)
                .toList();
    }

    private static String decoded(String part) {
        try {
            return UriUtils.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException bareSign) {
            // a name typed by hand, with a % of its own
            return part;
        }
    }

    private Asset asset(String path) {
        Optional<Asset> known = assets.get(path);
        if (known == null) {
            known = Optional.ofNullable(Asset.load(loader, path));
            if (known.isPresent()) {
                // misses are not remembered: anyone can ask for any number of them
                assets.put(path, known);
            }
        }
        return known.orElse(null);
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, Asset asset, boolean immutable)
            throws IOException {
        // names below assets/ carry a hash of their content
        response.setHeader("Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
        response.setHeader("ETag", asset.etag());
        response.setHeader("Vary", "Accept-Encoding");
        boolean found = response.getStatus() == HttpServletResponse.SC_OK;
        if (found && asset.etag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(asset.contentType());
        String accepts = request.getHeader("Accept-Encoding");
        boolean packed = asset.gzipped() != null && accepts != null && accepts.contains("gzip");
        if (packed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        byte[] body = packed ? asset.gzipped() : asset.plain();
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }
}
