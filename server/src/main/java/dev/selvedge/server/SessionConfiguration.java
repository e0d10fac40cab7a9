package dev.selvedge.server;

import dev.selvedge.domain.artifacts.ArtifactCheck;
import dev.selvedge.domain.objects.places.PlaceStore;
import dev.selvedge.domain.objects.places.TeamBuckets;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Administrators;
import dev.selvedge.domain.people.Authenticator;
import dev.selvedge.domain.people.Directory;
import dev.selvedge.domain.people.Organizations;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.Roles;
import dev.selvedge.domain.people.SecretHasher;
import dev.selvedge.domain.people.Sessions;
import dev.selvedge.domain.people.SignUp;
import dev.selvedge.domain.people.Spaces;
import dev.selvedge.domain.people.Teams;
import dev.selvedge.domain.reports.ViewSharing;
import dev.selvedge.domain.reports.Views;
import dev.selvedge.server.backends.ServerKeys;
import dev.selvedge.server.backup.BackupOrders;
import dev.selvedge.server.backup.Backups;
import dev.selvedge.server.cli.Version;
import dev.selvedge.server.operations.MeteredObjectStore;
import dev.selvedge.server.rooms.TeamBucketOrders;
import dev.selvedge.server.rooms.TeamStores;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.wire.admin.AdminEndpoint;
import dev.selvedge.wire.admin.ControlEndpoint;
import dev.selvedge.wire.admin.ControlOrder;
import dev.selvedge.wire.admin.TeamBucketEndpoint;
import dev.selvedge.wire.http.BaseUrl;
import dev.selvedge.wire.http.ServerVersion;
import dev.selvedge.wire.session.CallerFilter;
import dev.selvedge.wire.session.SessionCookies;
import dev.selvedge.wire.session.SessionEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** Who is asking, and the routes of sign-in and administration. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(SessionConfiguration.class);

    @Bean
    ServerVersion serverVersion() {
        return new ServerVersion(Version.text());
    }

    @Bean
    SessionCookies sessionCookies(SecretHasher secrets, BaseUrl baseUrl, Clock clock) {
        return new SessionCookies(secrets, baseUrl, clock);
    }

    @Bean
    FilterRegistrationBean<CallerFilter> callerFilter(
            Authenticator authenticator,
            SessionCookies cookies,
            ViewSharing sharing,
            Views views,
            MeteredObjectStore objects,
            TeamStores teams) {
        OwnOrigins own = new OwnOrigins(() -> ContentOrigins.of(objects.measured()), ASK_AGAIN_AFTER);
        FilterRegistrationBean<CallerFilter> registration = new FilterRegistrationBean<>(new CallerFilter(
                authenticator,
                cookies,
                sharing::guest,
                views::asEditor,
                () -> ContentOrigins.joined(own.get(), teams.origins())));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
        return registration;
    }

    @Bean
    SessionEndpoint sessionEndpoint(
            Sessions sessions,
            SignUp signUp,
            People people,
            Spaces spaces,
            SessionCookies cookies,
            ServerVersion version) {
        return new SessionEndpoint(sessions, signUp, people, spaces, cookies, version);
    }

    @Bean
    AdminEndpoint adminEndpoint(
            Directory directory, Organizations organizations, Teams teams, Roles roles, Access access) {
        return new AdminEndpoint(directory, organizations, teams, roles, access);
    }

    @Bean
    TeamBucketEndpoint teamBucketEndpoint(TeamBuckets buckets, BaseUrl baseUrl) {
        return new TeamBucketEndpoint(buckets, baseUrl);
    }

    @Bean
    ControlEndpoint controlEndpoint(
            ServerKeys keys,
            Settings settings,
            Administrators administrators,
            ObjectProvider<DataFolder> dataFolder,
            Database database,
            MeteredObjectStore objects,
            ArtifactCheck artifacts,
            PlaceStore places,
            Clock clock) {
        Map<String, ControlOrder> orders = new HashMap<>();
        orders.put("administrators", ControlEndpoint.administrators(administrators));
        orders.put("fsck", BackupOrders.fsck(database, objects, artifacts));
        orders.put("team-buckets", TeamBucketOrders.examine(places, keys));
        if (settings.database().isEmbedded()) {
            Backups backups = new Backups(dataFolder.getObject(), database, objects, clock, Version.text());
            orders.put("backups", BackupOrders.create(backups));
        }
        return new ControlEndpoint(keys.secret("control"), orders);
    }

    /**
     * Tells the command line where the server that holds the folder listens. Beside a database that several processes may
     * use, the command line needs no server.
     */
    @Bean
    ApplicationListener<WebServerInitializedEvent> controlAddress(
            Settings settings, ObjectProvider<DataFolder> dataFolder, Environment environment) {
        if (!settings.database().isEmbedded()) {
            return event -> {};
        }
        DataFolder folder = dataFolder.getObject();
        // the command line reads this key from the folder
        folder.secret("control");
        return event -> {
            String address = environment.getProperty("server.address", "127.0.0.1");
            String host = address.equals("0.0.0.0") || address.equals("::") ? "127.0.0.1" : address;
            String shown = host.contains(":") ? "[" + host + "]" : host;
            try {
                folder.publish(
                        DataFolder.CONTROL,
                        "http://" + shown + ":" + event.getWebServer().getPort() + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    @Bean
    ApplicationRunner recovery(Administrators administrators, Settings settings) {
        return arguments -> {
            if (!settings.localRestore()) {
                administrators.endRecovery();
                return;
            }
            Administrators.Recovery recovery = administrators.beginRecovery();
            log.warn(
                    "LOCAL_RESTORE is set: sign in as {} with the password {} and repair your account; "
                            + "the account goes at the next start without LOCAL_RESTORE.",
                    recovery.username(),
                    recovery.password());
        };
    }
}
