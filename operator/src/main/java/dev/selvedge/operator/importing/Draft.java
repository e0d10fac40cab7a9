package dev.selvedge.operator.importing;

import dev.selvedge.operator.api.App;
import dev.selvedge.operator.api.Auth;
import dev.selvedge.operator.api.Bucket;
import dev.selvedge.operator.api.Global;
import dev.selvedge.operator.api.MySql;
import dev.selvedge.operator.api.Network;
import dev.selvedge.operator.api.Notify;
import dev.selvedge.operator.api.Profile;
import dev.selvedge.operator.api.Redis;
import dev.selvedge.operator.api.SelvedgeSpec;
import dev.selvedge.operator.api.Trust;
import java.util.List;
import java.util.Optional;

/** A specification as far as it was found. */
final class Draft {

    private String host;
    private List<String> additionalHosts = List.of();
    private String registry;
    private List<String> pullSecrets = List.of();
    private MySql mysql;
    private Redis redis;
    private Bucket bucket;
    private Network network;
    private Auth auth;
    private App app;
    private Trust trust;
    private Notify notifications;

    Draft host(Optional<String> url) {
        host = url.map(each -> each.contains("://") ? each : "https://" + each)
                .map(each -> each.replaceAll("/+$", ""))
                .orElse(null);
        return this;
    }

    Draft additionalHosts(List<String> names) {
        additionalHosts = names;
        return this;
    }

    Draft registry(Optional<String> name, List<String> secrets) {
        registry = name.orElse(null);
        pullSecrets = secrets;
        return this;
    }

    Draft mysql(Optional<MySql> found) {
        mysql = found.orElse(null);
        return this;
    }

    Draft redis(Optional<Redis> found) {
        redis = found.orElse(null);
        return this;
    }

    Draft bucket(Optional<Bucket> found) {
        bucket = found.orElse(null);
        return this;
    }

    Draft network(Network found) {
        network = found;
        return this;
    }

    Draft auth(Optional<Auth> found) {
        auth = found.orElse(null);
        return this;
    }

    Draft app(App found) {
        app = found;
        return this;
    }

    Draft trust(Optional<Trust> found) {
        trust = found.orElse(null);
        return this;
    }

    Draft notifications(Optional<Notify> found) {
        notifications = found.orElse(null);
        return this;
    }

    SelvedgeSpec spec(String version) {
        boolean open = host == null || !host.startsWith("https://");
        return new SelvedgeSpec(
                open ? Profile.DEV : Profile.PROD,
                null,
                version,
                host == null ? null : new Global(host),
                additionalHosts,
                registry,
                pullSecrets,
                null,
                null,
                mysql,
                redis,
                bucket,
                null,
                null,
                null,
                network,
                auth,
                app,
                null,
                trust,
                notifications,
                null,
                null,
                null);
    }
}
