package dev.selvedge.wire.graphql.server;

import dev.selvedge.wire.graphql.server.ServerFeatures.Feature;
import dev.selvedge.wire.http.ServerVersion;
import java.util.List;
import java.util.Map;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** {@code serverInfo}. */
@Controller
final class ServerInfoController {

    /** Older clients speak a protocol without what we need; newer ones shall not be told off in advance. */
    private static final Map<String, String> CLIENTS = Map.of("min_cli_version", "0.16.0", "max_cli_version", "0.99.0");

    private final ServerVersion version;

    ServerInfoController(ServerVersion version) {
        this.version = version;
    }

    record ServerInfo(
            List<Feature> features, Map<String, String> cliVersionInfo, LocalVersionInfo latestLocalVersionInfo) {}

    record LocalVersionInfo(boolean outOfDate, String latestVersionString, String versionOnThisInstanceString) {}

    @QueryMapping
    ServerInfo serverInfo() {
        // an air-gapped server cannot know of newer versions, so it never calls itself out of date
        return new ServerInfo(
                ServerFeatures.all(), CLIENTS, new LocalVersionInfo(false, version.text(), version.text()));
    }
}
