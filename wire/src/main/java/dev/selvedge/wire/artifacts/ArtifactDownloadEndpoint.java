package dev.selvedge.wire.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.domain.artifacts.ArtifactFiles;
import dev.selvedge.domain.artifacts.ArtifactId;
import dev.selvedge.domain.artifacts.ArtifactLookup;
import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.Fault;
import dev.selvedge.wire.http.BaseUrl;
import dev.selvedge.wire.http.Callers;
import dev.selvedge.wire.http.FaultBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.util.UriUtils;

/**
 * Files of versions by where they stand: checks the right to read and sends on to a signed URL.
 *
 * <ul>
 *   <li>{@code /artifactsV2/{region}/{entity}/{project}/{collection}/{artifact}/{birth artifact}/{digest}/{file}}
 *   <li>the same without {@code {artifact}}, from clients that do not know that we take it
 *   <li>{@code /artifacts/{entity}/{digest}}, for manifests of the oldest layout
 * </ul>
 */
@Component
public final class ArtifactDownloadEndpoint implements HttpRequestHandler {

    private static final int WITH_ARTIFACT = 8;
    private static final int WITHOUT_ARTIFACT = 7;

    private final ArtifactFiles files;
    private final ArtifactLookup lookup;
    private final BaseUrl baseUrl;

    public ArtifactDownloadEndpoint(ArtifactFiles files, ArtifactLookup lookup, BaseUrl baseUrl) {
        this.files = files;
        this.lookup = lookup;
        this.baseUrl = baseUrl;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
                FaultBody.refuseMethod(request, response, "GET, HEAD");
                return;
            }
            ObjectStore.SignedUrl url = find(request)
                    .orElseThrow(() -> Fault.notFound("There is no such artifact file, or it is not yours to read"));
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", url.url());
            response.setHeader("Cache-Control", "no-store");
        } catch (Fault fault) {
            FaultBody.write(request, response, fault);
        }
    }

    private Optional<ObjectStore.SignedUrl> find(HttpServletRequest request) {
        Caller caller = Callers.of(request);
        String base = baseUrl.of(request);
        List<String> path = segments(request);
        if (path.getFirst().equals("artifacts") && path.size() == 3) {
            return files.download(caller, base, path.get(1), path.get(2));
        }
        List<String> rest = path.subList(1, path.size());
        if (rest.size() >= WITH_ARTIFACT && isArtifact(rest.get(5))) {
            return files.download(
                    caller,
                    base,
                    ArtifactId.parse(rest.get(4)),
                    ArtifactId.parse(rest.get(5)),
                    rest.get(6),
                    rest.getLast());
        }
        if (rest.size() >= WITHOUT_ARTIFACT) {
            return lookup.collection(caller, rest.get(1), rest.get(2), rest.get(3))
                    .flatMap(collection -> files.download(
                            caller, base, collection.id(), ArtifactId.parse(rest.get(4)), rest.get(5), rest.getLast()));
        }
        return Optional.empty();
    }

    private static boolean isArtifact(String segment) {
        return dev.selvedge.platform.GlobalId.decode("Artifact", segment).isPresent();
    }

    /** Split before decoding: a name may hold an encoded slash. */
    private static List<String> segments(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length() + 1);
        return Arrays.stream(path.split("/", -1))
                .map(segment -> UriUtils.decode(segment, UTF_8))
                .toList();
    }
}
