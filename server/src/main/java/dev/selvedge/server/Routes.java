package dev.selvedge.server;

import dev.selvedge.wire.admin.AdminEndpoint;
import dev.selvedge.wire.admin.ControlEndpoint;
import dev.selvedge.wire.artifacts.ArtifactDownloadEndpoint;
import dev.selvedge.wire.files.RunFilesEndpoint;
import dev.selvedge.wire.files.StorageEndpoint;
import dev.selvedge.wire.filestream.FileStreamEndpoint;
import dev.selvedge.wire.graphql.GraphQlEndpoint;
import dev.selvedge.wire.history.HistoryQueryEndpoint;
import dev.selvedge.wire.session.SessionEndpoint;
import dev.selvedge.wire.ui.UiEndpoint;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** Every mounted path on one page. Server routes win over the catch-all of the web UI. */
@Configuration(proxyBeanMethods = false)
class Routes {

    @Bean
    SimpleUrlHandlerMapping serverRoutes(
            GraphQlEndpoint graphQl,
            ArtifactDownloadEndpoint artifacts,
            FileStreamEndpoint fileStream,
            HealthEndpoint health,
            StorageEndpoint storage,
            RunFilesEndpoint files,
            SessionEndpoint session,
            AdminEndpoint admin,
            ControlEndpoint control,
            HistoryQueryEndpoint historyQuery,
            UiEndpoint ui) {
        Map<String, HttpRequestHandler> routes = new LinkedHashMap<>();
        routes.put("/graphql", graphQl);
        routes.put("/files/*/*/*/file_stream", fileStream);
        routes.put("/healthz", health::alive);
        routes.put("/ready", health::ready);
        routes.put("/storage/**", storage);
        routes.put("/artifactsV2/**", artifacts);
        routes.put("/artifacts/{entity}/{digest:[0-9a-f]{32}}", artifacts);
        routes.put("/api/session", session);
        routes.put("/api/signup", session::signUp);
        routes.put("/api/history/query", historyQuery);
        routes.put("/admin/v1/**", admin);
        routes.put("/control/administrators", control);
        routes.put("/files/**", files);
        routes.put("/**", ui);
        SimpleUrlHandlerMapping mapping = new OwnPreflights(routes);
        mapping.setOrder(-10);
        return mapping;
    }

    /** The endpoints answer preflights themselves: who may read a file from where is theirs to say. */
    private static final class OwnPreflights extends SimpleUrlHandlerMapping {

        OwnPreflights(Map<String, HttpRequestHandler> routes) {
            super(routes);
        }

        @Override
        protected HandlerExecutionChain getCorsHandlerExecutionChain(
                HttpServletRequest request, HandlerExecutionChain chain, CorsConfiguration config) {
            return chain;
        }
    }
}
