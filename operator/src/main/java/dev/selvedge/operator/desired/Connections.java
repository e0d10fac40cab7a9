package dev.selvedge.operator.desired;

import dev.selvedge.operator.api.Bucket;
import dev.selvedge.operator.api.MySqlExternal;
import dev.selvedge.operator.api.Provider;
import dev.selvedge.operator.api.RedisExternal;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** MySQL, Redis and the bucket as variables that the server reads. User and password apart, so that a password is taken as it is. */
final class Connections {

    private Connections() {}

    static List<EnvVar> all(Installation of) {
        Variables variables = new Variables();
        mysql(of, variables);
        of.spec().coordination().ifPresent(redis -> redis(of, redis, variables));
        if (of.spec().bucket() != null) {
            bucket(of, of.spec().bucket(), variables);
        }
        return variables.list();
    }

    static List<EnvVar> mysql(Installation of) {
        Variables variables = new Variables();
        mysql(of, variables);
        return variables.list();
    }

    private static void mysql(Installation of, Variables variables) {
        of.spec().database().ifPresent(mysql -> mysql(of, mysql, variables));
    }

    private static void mysql(Installation of, MySqlExternal mysql, Variables variables) {
        variables
                .secret("MYSQL_PASSWORD", Secrets.where(of, mysql.password(), "MYSQL_PASSWORD"))
                .text("MYSQL_HOST", mysql.host())
                .text("MYSQL_PORT", mysql.portOrDefault())
                .text("MYSQL_DATABASE", mysql.databaseOrDefault())
                .text("MYSQL_USER", mysql.userOrDefault())
                .text("SELVEDGE_DATABASE_TLS", mysql.tlsOrDefault())
                .text("MYSQL_CA_CERT_PATH", mysql.caCert() == null ? null : Authorities.FOLDER + "/mysql.crt");
    }

    private static void redis(Installation of, RedisExternal redis, Variables variables) {
        if (redis.password() != null) {
            variables.secret("REDIS_PASSWORD", Secrets.where(of, redis.password(), "REDIS_PASSWORD"));
        }
        String options = options(redis);
        variables
                .text("REDIS_HOST", redis.host())
                .text("REDIS_PORT", redis.portOrDefault())
                .text("REDIS_USER", redis.user())
                .text("REDIS_PARAMS", options.isEmpty() ? null : options)
                .text("REDIS_CA_CERT", redis.caCert() == null ? null : Authorities.FOLDER + "/redis.crt");
    }

    private static String options(RedisExternal redis) {
        Map<String, String> options = new TreeMap<>(redis.params());
        if (Boolean.TRUE.equals(redis.tls())) {
            options.put("tls", "true");
        }
        if (redis.sentinel() != null) {
            options.put("master", redis.sentinel().master());
        }
        List<String> query = new ArrayList<>();
        options.forEach((name, value) -> query.add(name + "=" + value));
        return String.join("&", query);
    }

    private static void bucket(Installation of, Bucket bucket, Variables variables) {
        Provider provider = bucket.providerOrDefault();
        if (bucket.accessKey() != null && provider == Provider.AZ) {
            variables.secret("AZURE_STORAGE_KEY", Secrets.where(of, bucket.accessKey(), "BUCKET_ACCESS_KEY"));
        } else if (bucket.accessKey() != null) {
            // of a store of one's own they stand in the address; a cloud's are taken from the variables of its own
            // tools
            variables
                    .secret(
                            bucket.hosted() ? "BUCKET_ACCESS_KEY" : "AWS_ACCESS_KEY_ID",
                            Secrets.where(of, bucket.accessKey(), "BUCKET_ACCESS_KEY"))
                    .secret(
                            bucket.hosted() ? "BUCKET_SECRET_KEY" : "AWS_SECRET_ACCESS_KEY",
                            Secrets.where(of, bucket.secretKey(), "BUCKET_SECRET_KEY"));
        }
        variables.text("BUCKET", BucketAddress.of(bucket));
        if (provider == Provider.S3 || provider == Provider.CW) {
            variables.text("AWS_REGION", bucket.region());
        }
    }
}
