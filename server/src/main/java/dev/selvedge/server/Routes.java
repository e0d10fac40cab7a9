package dev.selvedge.server;

import static dev.selvedge.server.Role.API;
import static dev.selvedge.server.Role.INGEST;
import static dev.selvedge.server.Role.UI;

import dev.selvedge.platform.Fault;
import dev.selvedge.server.operations.HealthEndpoint;
import dev.selvedge.wire.admin.AdminEndpoint;
import dev.selvedge.wire.admin.ControlEndpoint;
import dev.selvedge.wire.admin.TeamBucketEndpoint;
import dev.selvedge.wire.artifacts.ArtifactDownloadEndpoint;
import dev.selvedge.wire.audit.AuditLogEndpoint;
import dev.selvedge.wire.audit.AuditedRoutes;
import dev.selvedge.wire.files.RunFilesEndpoint;
import dev.selvedge.wire.files.StorageEndpoint;
import dev.selvedge.wire.filestream.FileStreamEndpoint;
import dev.selvedge.wire.graphql.GraphQlEndpoint;
import dev.selvedge.wire.history.HistoryExportEndpoint;
import dev.selvedge.wire.history.HistoryQueryEndpoint;
import dev.selvedge.wire.history.RunArchivesEndpoint;
import dev.selvedge.wire.http.FaultBody;
import dev.selvedge.wire.session.SessionEndpoint;
import dev.selvedge.wire.ui.UiEndpoint;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.mvc.HttpRequestHandlerAdapter;
import org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver;

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
            AuditLogEndpoint auditLog,
            AuditedRoutes audited,
            AdminEndpoint admin,
            TeamBucketEndpoint teamBucket,
            ControlEndpoint control,
            HistoryQueryEndpoint historyQuery,
            HistoryExportEndpoint historyExport,
            RunArchivesEndpoint runArchives,
            UiEndpoint ui,
            Settings settings) {
        RoutesOfRoles routes = new RoutesOfRoles(settings.roles());
        routes.always("/healthz", health::alive);
        routes.always("/ready", health::ready);
        // other probe paths of load balancers that were set up for this product
        routes.always("/ping", health::alive);
        routes.always("/console/api/healthz", health::alive);
        routes.always("/console/api/ready", health::ready);
        routes.always("/traces/health", health::withoutTraces);
        routes.always("/__weave/hello", health::withoutTraces);
        routes.always("/control/*", control);
        routes.of(API, "/graphql", graphQl);
        routes.of(INGEST, "/files/*/*/*/file_stream", fileStream);
        routes.of(INGEST, "/storage/**", storage);
        routes.of(API, "/artifactsV2/**", artifacts);
        routes.of(API, "/artifacts/{entity}/{digest:[0-9a-f]{32}}", artifacts);
        routes.of(API, "/api/session", audited.audited(session));
        routes.of(API, "/api/signup", audited.audited(session::signUp));
        routes.of(API, "/api/history/query", historyQuery);
        routes.of(API, "/api/history/export", historyExport);
        routes.of(API, "/api/history/archives", runArchives);
        routes.of(API, "/admin/audit_logs", auditLog);
        routes.of(API, "/admin/v1/teams/*/bucket", audited.audited(teamBucket));
        routes.of(API, "/admin/v1/**", audited.audited(admin));
        routes.of(API, "/files/**", files);
        routes.of(UI, "/**", ui);
        SimpleUrlHandlerMapping mapping = new OwnPreflights(routes.handlers);
        mapping.setOrder(-10);
        return mapping;
    }

    @Bean
    HttpRequestHandlerAdapter routeAdapter() {
        return new HttpRequestHandlerAdapter();
    }

    /** Answers what Spring itself throws by its status; with no such part it would set up those for annotated controllers. */
    @Bean
    DefaultHandlerExceptionResolver exceptionResolver() {
        return new DefaultHandlerExceptionResolver();
    }

    /** What another process of the installation does is answered as trouble of ours: clients try those again. */
    private static final class RoutesOfRoles {

        private final Set<Role> roles;
        private final Map<String, HttpRequestHandler> handlers = new LinkedHashMap<>();

        RoutesOfRoles(Set<Role> roles) {
            this.roles = roles;
        }

        void always(String path, HttpRequestHandler handler) {
            handlers.put(path, handler);
        }

        void of(Role role, String path, HttpRequestHandler handler) {
            handlers.put(
                    path, roles.contains(role) ? handler : (request, response) -> elsewhere(role, request, response));
        }

        private static void elsewhere(Role role, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            FaultBody.write(
                    request,
                    response,
                    new Fault(
                            Fault.Code.UNAVAILABLE,
                            "This process does not have the role " + role.name().toLowerCase(Locale.ROOT)
                                    + " (selvedge.roles); the route leads to the wrong one"));
        }
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
