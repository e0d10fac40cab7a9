package dev.selvedge.operator.importing;

import dev.selvedge.operator.api.App;
import dev.selvedge.operator.api.Bucket;
import dev.selvedge.operator.api.Credential;
import dev.selvedge.operator.api.IngressPlan;
import dev.selvedge.operator.api.MySql;
import dev.selvedge.operator.api.MySqlExternal;
import dev.selvedge.operator.api.Network;
import dev.selvedge.operator.api.Notify;
import dev.selvedge.operator.api.Redis;
import dev.selvedge.operator.api.RedisExternal;
import dev.selvedge.operator.api.Smtp;
import dev.selvedge.operator.api.Trust;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The second shape: fields, in which every part of a connection is a key of a Secret. Passwords stay references, the rest is read. */
final class SpecImport {

    private final Tree spec;
    private final SecretTexts secrets;
    private final Notes notes;

    SpecImport(Tree spec, SecretTexts secrets, Notes notes) {
        this.spec = spec;
        this.secrets = secrets;
        this.notes = notes;
    }

    Draft draft() {
        for (String each : List.of("clickhouse", "kafka", "telemetry")) {
            if (spec.get(each) != null) {
                notes.say("spec." + each + ": not needed, left out.");
            }
        }
        spec.text("size")
                .ifPresent(size -> notes.say(
                        "spec.size " + size + ": requests are those of the profile; spec.app.resources sets others."));
        if (!spec.tree("wandb", "oidc").empty()) {
            notes.say("spec.wandb.oidc: sign-in by OpenID Connect is not part of this resource yet. Do not open the"
                    + " installation to people whom only it kept out.");
        }
        return new Draft()
                .host(spec.text("wandb", "hostname"))
                .additionalHosts(spec.texts("wandb", "additionalHostnames"))
                .registry(spec.text("global", "imageRegistry"), pullSecrets())
                .mysql(mysql())
                .redis(redis())
                .bucket(bucket())
                .network(network())
                .app(app())
                .trust(trust())
                .notifications(mail());
    }

    private List<String> pullSecrets() {
        return spec.list("global", "imagePullSecrets").stream()
                .map(each -> Tree.of(each).text("name").orElse(each.toString()))
                .toList();
    }

    /** By the name of an instance, or, before there were names, at once. */
    private Tree external(String part, String field) {
        Tree all = spec.tree(part);
        Tree instance = all.tree("default").empty() ? all : all.tree("default");
        Tree found = instance.tree(field);
        if (found.empty()) {
            notes.say("spec." + part + " has no " + field
                    + ": what their operator runs itself is not taken over; fill in spec."
                    + (part.equals("objectStore") ? "bucket" : part) + ".");
        }
        return found;
    }

    private Optional<String> text(Tree connection, String field) {
        Tree where = connection.tree(field);
        return where.text("name").flatMap(name -> where.text("key").flatMap(key -> read(name, key)));
    }

    private Optional<String> read(String name, String key) {
        Optional<String> found = secrets.read(name, key);
        if (found.isEmpty()) {
            notes.say("Secret " + name + " has no key " + key + "; fill in what it was to say.");
        }
        return found;
    }

    private static Optional<Credential> reference(Tree connection, String field) {
        Tree where = connection.tree(field);
        return where.text("name")
                .map(name -> Credential.from(name, where.text("key").orElse("")));
    }

    private Optional<MySql> mysql() {
        Tree mysql = external("mysql", "externalMysql");
        Optional<String> host = text(mysql, "host");
        if (host.isEmpty()) {
            return Optional.empty();
        }
        Importer.newDatabase(notes, text(mysql, "database").orElse("wandb_local"));
        return Optional.of(new MySql(new MySqlExternal(
                host.get(),
                text(mysql, "port").map(Integer::valueOf).orElse(null),
                Importer.DATABASE,
                text(mysql, "username").orElse(null),
                reference(mysql, "password").orElse(null),
                text(mysql, "sslCa").orElse(null),
                text(mysql, "tls").filter(tls -> tls.equals("true")).orElse(null))));
    }

    private Optional<Redis> redis() {
        Tree redis = external("redis", "externalRedis");
        return text(redis, "host")
                .map(host -> new Redis(new RedisExternal(
                        host,
                        text(redis, "port").map(Integer::valueOf).orElse(null),
                        null,
                        reference(redis, "password").orElse(null),
                        text(redis, "sslCa").orElse(null),
                        text(redis, "tls")
                                .filter("true"::equals)
                                .map(Boolean::valueOf)
                                .orElse(null),
                        null,
                        null)));
    }

    private Optional<Bucket> bucket() {
        Tree store = external("objectStore", "externalObjectStore");
        Optional<String> name = text(store, "bucket");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String host = text(store, "endpoint")
                .map(each -> each.replaceFirst("^https?://", ""))
                .orElse("");
        boolean own = !host.isEmpty() && !host.endsWith("amazonaws.com");
        String port = text(store, "port").map(each -> ":" + each).orElse("");
        String path = text(store, "path").orElse("");
        Map<String, Object> shape = new LinkedHashMap<>();
        text(store, "provider").ifPresent(each -> shape.put("provider", each));
        shape.put("name", own ? host + port + "/" + name.get() : name.get());
        shape.put(
                "path", path + (text(store, "tlsEnabled").filter("true"::equals).isPresent() ? "?tls=true" : ""));
        text(store, "region").ifPresent(each -> shape.put("region", each));
        Bucket bucket = Addresses.bucket(new Tree(shape), reference(store, "accessKey"), reference(store, "secretKey"));
        if (bucket.hosted() && bucket.secretKey() != null) {
            Addresses.encodedKeys(notes);
        }
        notes.say("spec.bucket.prefix is " + bucket.prefix() + ": what lies beside it stays as it is.");
        return Optional.of(bucket);
    }

    private Network network() {
        Tree networking = spec.tree("networking");
        Importer.sameHost(notes);
        if (networking.text("mode").filter("gateway"::equalsIgnoreCase).isPresent()) {
            notes.say("spec.networking.gatewayAPI: name your Gateway in spec.network.gateway.parentRefs.");
        }
        return new Network(
                new IngressPlan(
                        null,
                        networking.text("ingress", "ingressClassName").orElse(null),
                        null,
                        networking.labels("annotations"),
                        null,
                        // theirs has that name, and stays
                        null,
                        networking.text("tls", "secretName").orElse(null)),
                null,
                null,
                null,
                null);
    }

    private App app() {
        List<Toleration> tolerations = spec.list("tolerations").stream()
                .map(each -> Serialization.unmarshal(Serialization.asJson(each), Toleration.class))
                .toList();
        return new App(
                null, null, null, null, tolerations, null, null, null, null, null, null, null, null, null, null, null);
    }

    private Optional<Trust> trust() {
        List<String> pem = spec.texts("global", "customCACerts");
        Optional<String> configMap = spec.text("global", "caCertsConfigMap");
        return pem.isEmpty() && configMap.isEmpty()
                ? Optional.empty()
                : Optional.of(new Trust(configMap.orElse(null), pem));
    }

    private Optional<Notify> mail() {
        Tree smtp = spec.tree("wandb", "notifications", "email", "smtp");
        return text(smtp, "host")
                .map(host -> new Notify(
                        new Smtp(
                                host,
                                text(smtp, "port").map(Integer::valueOf).orElse(null),
                                text(smtp, "username").orElse(null),
                                reference(smtp, "password").orElse(null),
                                null),
                        null));
    }
}
