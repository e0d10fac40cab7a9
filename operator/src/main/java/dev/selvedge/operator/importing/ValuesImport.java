package dev.selvedge.operator.importing;

import dev.selvedge.operator.api.App;
import dev.selvedge.operator.api.Auth;
import dev.selvedge.operator.api.Bucket;
import dev.selvedge.operator.api.Credential;
import dev.selvedge.operator.api.IngressPlan;
import dev.selvedge.operator.api.MySql;
import dev.selvedge.operator.api.MySqlExternal;
import dev.selvedge.operator.api.Network;
import dev.selvedge.operator.api.Notify;
import dev.selvedge.operator.api.Redis;
import dev.selvedge.operator.api.RedisExternal;
import dev.selvedge.operator.api.Sentinel;
import dev.selvedge.operator.api.ServiceAccountPlan;
import dev.selvedge.operator.api.Smtp;
import dev.selvedge.operator.api.Trust;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The first shape: values of a chart, in the resource or, merged with others, in the Secret of what was applied last. */
final class ValuesImport {

    private static final List<String> NOT_NEEDED =
            List.of("license", "licenseSecret", "clickhouse", "olap", "kafka", "pubSub", "bigtable", "bufstream");

    private final Tree values;
    private final Tree global;
    private final Notes notes;

    ValuesImport(Tree values, Notes notes) {
        this.values = values;
        this.global = values.tree("global");
        this.notes = notes;
    }

    Draft draft() {
        NOT_NEEDED.stream()
                .filter(name -> global.get(name) != null)
                .forEach(name -> notes.say("global." + name + ": not needed, left out."));
        global.text("size")
                .ifPresent(size -> notes.say("global.size " + size
                        + ": requests are those of the profile; spec.app.resources sets others."));
        if (!global.tree("slack").empty()) {
            notes.say("global.slack: chat notices are made with web hooks; left out.");
        }
        global.text("repositoryPrefix")
                .ifPresent(text -> notes.say("global.repositoryPrefix: image names are ours; left out."));
        return new Draft()
                .host(global.text("host"))
                .additionalHosts(values.texts("ingress", "additionalHosts"))
                .registry(global.text("imageRegistry"), pullSecrets())
                .mysql(mysql())
                .redis(redis())
                .bucket(bucket())
                .network(network())
                .auth(auth())
                .app(app())
                .trust(trust())
                .notifications(mail());
    }

    private List<String> pullSecrets() {
        return global.list("imagePullSecrets").stream()
                .map(each -> each instanceof Map<?, ?> map ? String.valueOf(map.get("name")) : each.toString())
                .toList();
    }

    private Optional<MySql> mysql() {
        Tree mysql = global.tree("mysql");
        if (mysql.text("host").isEmpty()) {
            notes.say("No global.mysql.host: the bundled database is not taken over; fill in spec.mysql.external.");
            return Optional.empty();
        }
        Optional<Credential> password = notes.credential(
                "MYSQL_PASSWORD",
                mysql,
                "password",
                mysql.tree("passwordSecret"),
                "name",
                "passwordKey",
                "MYSQL_PASSWORD");
        Importer.newDatabase(notes, mysql.text("database").orElse("wandb_local"));
        return Optional.of(new MySql(new MySqlExternal(
                mysql.text("host").orElseThrow(),
                mysql.text("port").map(Integer::valueOf).orElse(null),
                Importer.DATABASE,
                mysql.text("user").orElse(null),
                password.orElse(null),
                mysql.text("caCert").orElse(null),
                null)));
    }

    private Optional<Redis> redis() {
        Tree redis = global.tree("redis");
        if (redis.text("host").isEmpty()) {
            notes.say("No global.redis.host: the bundled Redis is not taken over; fill in spec.redis.external.");
            return Optional.empty();
        }
        Tree auth = redis.tree("auth");
        Tree secret = auth.text("secret").isPresent()
                ? new Tree(Map.of(
                        "secretName",
                        auth.text("secret").get(),
                        "secretKey",
                        auth.text("key").orElse("REDIS_PASSWORD")))
                : redis.tree("secret");
        Optional<Credential> password = notes.credential(
                "REDIS_PASSWORD", redis, "password", secret, "secretName", "secretKey", "REDIS_PASSWORD");
        String port = redis.text("port").orElse("6379");
        Map<String, String> options = new TreeMap<>(Addresses.options(port));
        options.putAll(redis.labels("params"));
        options.putAll(redis.labels("parameters"));
        String tls = options.remove("tls");
        String master = options.remove("master");
        return Optional.of(new Redis(new RedisExternal(
                redis.text("host").orElseThrow(),
                Integer.valueOf(Addresses.plain(port)),
                redis.text("user").orElse(null),
                password.orElse(null),
                redis.text("caCert").orElse(null),
                "true".equals(tls) ? Boolean.TRUE : null,
                master == null ? null : new Sentinel(master),
                options)));
    }

    private Optional<Bucket> bucket() {
        Tree bucket = global.text("bucket", "name").isPresent() ? global.tree("bucket") : global.tree("defaultBucket");
        if (bucket.text("name").isEmpty()) {
            notes.say("No global.bucket.name: the bundled object store is not taken over; fill in spec.bucket.");
            return Optional.empty();
        }
        Tree secret = bucket.tree("secret");
        Tree held = Addresses.hosted(bucket) ? Addresses.keysInAddress(bucket, notes) : bucket;
        Bucket imported = Addresses.bucket(
                bucket,
                notes.credential("ACCESS_KEY", held, "accessKey", secret, "secretName", "accessKeyName", "ACCESS_KEY"),
                notes.credential("SECRET_KEY", held, "secretKey", secret, "secretName", "secretKeyName", "SECRET_KEY"));
        notes.say("spec.bucket.prefix is " + imported.prefix() + ": what lies beside it stays as it is.");
        return Optional.of(imported);
    }

    private Network network() {
        Tree ingress = values.tree("ingress");
        Tree first = ingress.list("tls").isEmpty()
                ? Tree.EMPTY
                : Tree.of(ingress.list("tls").getFirst());
        if (!ingress.tree("secondary").empty()) {
            notes.say("ingress.secondary: a second Ingress is yours to make; its backend is Service wandb, port http.");
        }
        Importer.sameHost(notes);
        boolean off = "false".equals(ingress.text("create").orElse("true"));
        return new Network(
                new IngressPlan(
                        off ? Boolean.FALSE : null,
                        ingress.text("class").orElse(null),
                        null,
                        ingress.labels("annotations"),
                        ingress.labels("labels"),
                        // theirs has that name, and stays
                        null,
                        first.text("secretName").orElse(null)),
                null,
                null,
                null,
                null);
    }

    private Optional<Auth> auth() {
        if (!global.tree("auth", "oidc").empty()) {
            notes.say("global.auth.oidc: sign-in by OpenID Connect is not part of this resource yet. Do not open the"
                    + " installation to people whom only it kept out.");
        }
        return global.text("auth", "sessionLengthHours").map(hours -> new Auth(null, Integer.valueOf(hours)));
    }

    private App app() {
        Tree account = values.tree("app", "serviceAccount", "annotations").empty()
                ? values.tree("api", "serviceAccount")
                : values.tree("app", "serviceAccount");
        Map<String, String> annotations = account.labels("annotations");
        List<Toleration> tolerations = global.list("tolerations").stream()
                .map(each -> Serialization.unmarshal(Serialization.asJson(each), Toleration.class))
                .toList();
        return new App(
                null,
                null,
                null,
                global.labels("nodeSelector"),
                tolerations,
                null,
                null,
                new Environment(notes).taken(values),
                null,
                null,
                global.text("priorityClassName").orElse(null),
                null,
                null,
                null,
                null,
                annotations.isEmpty() ? null : new ServiceAccountPlan(null, null, annotations));
    }

    private Optional<Trust> trust() {
        List<String> pem = global.texts("customCACerts");
        Optional<String> configMap = global.text("caCertsConfigMap");
        return pem.isEmpty() && configMap.isEmpty()
                ? Optional.empty()
                : Optional.of(new Trust(configMap.orElse(null), pem));
    }

    private Optional<Notify> mail() {
        Tree smtp = global.tree("email", "smtp");
        return smtp.text("host")
                .map(host -> new Notify(
                        new Smtp(
                                host,
                                smtp.text("port").map(Integer::valueOf).orElse(null),
                                smtp.text("user").orElse(null),
                                notes.credential(
                                                "SMTP_PASSWORD",
                                                smtp,
                                                "password",
                                                smtp.tree("passwordSecret"),
                                                "name",
                                                "passwordKey",
                                                "SMTP_PASSWORD")
                                        .orElse(null),
                                null),
                        null));
    }
}
