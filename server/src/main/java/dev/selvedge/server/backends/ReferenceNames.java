package dev.selvedge.server.backends;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The environment variables that operators of the reference server know, as settings of this one. Ours win where both are
 * given, and a name or a form that is not known here changes nothing: some of these names are used by others too.
 */
public final class ReferenceNames {

    /** The reference may keep its caches, locks and queues apart; they are one here. */
    private static final String[] REDIS_NAMES = {
        "REDIS",
        "GORILLA_CACHE",
        "GORILLA_METADATA_CACHE",
        "GORILLA_SETTINGS_CACHE",
        "GORILLA_LIMITER",
        "GORILLA_LOCKER",
        "GORILLA_TASK_QUEUE"
    };

    private ReferenceNames() {}

    private static String first(UnaryOperator<String> given, String... names) {
        return Stream.of(names)
                .map(given)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    public static Map<String, Object> settings(Map<String, String> environment) {
        Map<String, Object> settings = new LinkedHashMap<>();
        UnaryOperator<String> given = name -> environment.getOrDefault(name, "").strip();
        database(given, settings);
        redis(given, settings);
        put(settings, "selvedge.objects.bucket", ReferenceBucket.address(given));
        String host = given.apply("HOST");
        if (host.matches("https?://.*")) {
            put(settings, "selvedge.host", host);
        }
        // the reference's chart writes 720h, its documentation 720
        String hours = first(given, "SESSION_LENGTH", "GORILLA_SESSION_LENGTH");
        if (hours.matches("[1-9]\\d{0,4}h?")) {
            put(settings, "selvedge.people.session-length", hours.replace("h", "") + "h");
        }
        if (given.apply("GORILLA_DISABLE_PERSONAL_ENTITY").equalsIgnoreCase("true")) {
            put(settings, "selvedge.people.personal-projects", "false");
        }
        if (given.apply("GORILLA_DATA_RETENTION_PERIOD").matches("[1-9]\\d{0,5}[hms]")) {
            put(settings, "selvedge.files.kept-after-deletion", given.apply("GORILLA_DATA_RETENTION_PERIOD"));
        }
        put(settings, "selvedge.secrets.store", secretStore(given));
        limits(given, settings);
        mail(given, settings);
        if (given.apply("LOCAL_RESTORE").matches("(?i)true|yes|on|1")) {
            put(settings, "selvedge.local-restore", "true");
        }
        return settings;
    }

    private static void mail(UnaryOperator<String> given, Map<String, Object> settings) {
        // where the parts are given, the sink was put together of them, and not encoded
        put(
                settings,
                "selvedge.mail.sink",
                given.apply("SMTP_HOST").isEmpty() ? given.apply("GORILLA_EMAIL_SINK") : "");
        put(settings, "selvedge.mail.from", given.apply("GORILLA_EMAIL_FROM_ADDRESS"));
        put(settings, "selvedge.mail.host", given.apply("SMTP_HOST"));
        put(settings, "selvedge.mail.port", port(given.apply("SMTP_PORT")));
        put(settings, "selvedge.mail.user", given.apply("SMTP_USER"));
        put(settings, "selvedge.mail.password", given.apply("SMTP_PASSWORD"));
    }

    /** Empty for what is none: beside a service called redis, Kubernetes sets REDIS_PORT to {@code tcp://address:port}. */
    private static String port(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535 ? text : "";
    }

    /** Also a form that is not known: a server that was told to keep secrets elsewhere must not keep them here instead. */
    private static String secretStore(UnaryOperator<String> given) {
        String prefix = "GORILLA_CUSTOMER_SECRET_STORE_";
        String source = given.apply(prefix + "SOURCE");
        String namespace = given.apply(prefix + "K8S_CONFIG_NAMESPACE");
        String vault = given.apply(prefix + "AZ_CONFIG_VAULT_URI");
        String option = source.startsWith("k8s-") && !namespace.isEmpty()
                ? "namespace=" + namespace
                : source.startsWith("az-") && !vault.isEmpty() ? "vault=" + vault : "";
        return option.isEmpty() ? source : source + (source.contains("?") ? "&" : "?") + option;
    }

    private static void database(UnaryOperator<String> given, Map<String, Object> settings) {
        String url = first(given, "MYSQL", "GORILLA_METADATA_STORE", "GORILLA_RUN_STORE", "GORILLA_USAGE_STORE");
        if (url.startsWith("mysql://")) {
            put(settings, "selvedge.database.url", url);
        } else if (!given.apply("MYSQL_HOST").isEmpty()
                && !given.apply("MYSQL_DATABASE").isEmpty()) {
            put(settings, "selvedge.database.host", given.apply("MYSQL_HOST"));
            put(settings, "selvedge.database.name", given.apply("MYSQL_DATABASE"));
            put(settings, "selvedge.database.user", given.apply("MYSQL_USER"));
            put(settings, "selvedge.database.password", given.apply("MYSQL_PASSWORD"));
            put(settings, "selvedge.database.port", port(given.apply("MYSQL_PORT")));
        } else {
            return;
        }
        String ca = given.apply("MYSQL_CA_CERT");
        put(settings, "selvedge.database.ca-cert", ca.isEmpty() ? given.apply("MYSQL_CA_CERT_PATH") : ca);
        if (given.apply("GORILLA_MYSQL_MAX_OPEN_CONNS").matches("[2-9]|[1-9]\\d{1,2}")) {
            put(settings, "selvedge.database.pool-size", given.apply("GORILLA_MYSQL_MAX_OPEN_CONNS"));
        }
    }

    private static void redis(UnaryOperator<String> given, Map<String, Object> settings) {
        String url = first(given, REDIS_NAMES);
        if (url.matches("rediss?://.*")) {
            put(settings, "selvedge.redis.url", url);
        } else if (!given.apply("REDIS_HOST").isEmpty()) {
            put(settings, "selvedge.redis.host", given.apply("REDIS_HOST"));
            put(settings, "selvedge.redis.port", port(given.apply("REDIS_PORT").replaceFirst("\\?.*", "")));
            put(settings, "selvedge.redis.user", given.apply("REDIS_USER"));
            put(settings, "selvedge.redis.password", given.apply("REDIS_PASSWORD"));
            // the reference lets the query of the URL hide in the port
            String inPort = given.apply("REDIS_PORT").replaceFirst("^[^?]*\\??", "");
            String options = given.apply("REDIS_PARAMS").isEmpty() ? inPort : given.apply("REDIS_PARAMS");
            put(settings, "selvedge.redis.options", options.replaceFirst("^\\?", ""));
        } else {
            return;
        }
        put(settings, "selvedge.redis.ca-cert", given.apply("REDIS_CA_CERT"));
    }

    private static void limits(UnaryOperator<String> given, Map<String, Object> settings) {
        String prefix = "GORILLA_DEFAULT_RATE_LIMITS_";
        Map.of(
                        "FILESTREAM_COUNT", "filestream-count",
                        "FILESTREAM_SIZE", "filestream-size",
                        "FILESTREAM_PER_RUN_COUNT", "filestream-per-run-count",
                        "RUN_UPDATE_COUNT", "run-update-count")
                .forEach((name, key) -> {
                    if (given.apply(prefix + name).matches("\\d{1,12}")) {
                        put(settings, "selvedge.limits." + key, given.apply(prefix + name));
                    }
                });
    }

    /** Passwords may hold what would be a placeholder in a settings file. */
    private static void put(Map<String, Object> settings, String key, String value) {
        if (!value.isEmpty()) {
            settings.put(key, value.replace("${", "\\${"));
        }
    }
}
