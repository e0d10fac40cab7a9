package dev.selvedge.operator.importing;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Environment variables that an administrator added: those the server knows go along, the others are named in the report. */
final class Environment {

    private static final Set<String> KNOWN = Set.of(
            "SESSION_LENGTH",
            "LOCAL_RESTORE",
            "GORILLA_EMAIL_SINK",
            "GORILLA_EMAIL_FROM_ADDRESS",
            "GORILLA_DEFAULT_RATE_LIMITS_FILESTREAM_COUNT",
            "GORILLA_DEFAULT_RATE_LIMITS_FILESTREAM_SIZE",
            "GORILLA_DEFAULT_RATE_LIMITS_FILESTREAM_PER_RUN_COUNT",
            "GORILLA_DEFAULT_RATE_LIMITS_RUN_UPDATE_COUNT",
            "GORILLA_MYSQL_MAX_OPEN_CONNS");

    /** They would win over the fields of the resource. */
    private static final Set<String> FIELDS = Set.of("MYSQL", "REDIS", "BUCKET", "HOST", "AWS_REGION");

    private record Limit(String field, String variable, String usual) {}

    private static final List<Limit> LIMITS = List.of(
            new Limit("filestreamCount", "GORILLA_DEFAULT_RATE_LIMITS_FILESTREAM_COUNT", "500"),
            new Limit("filestreamSize", "GORILLA_DEFAULT_RATE_LIMITS_FILESTREAM_SIZE", "120000000"),
            new Limit("fileStreamPerRunCount", "GORILLA_DEFAULT_RATE_LIMITS_FILESTREAM_PER_RUN_COUNT", "2"),
            new Limit("runUpdateCount", "GORILLA_DEFAULT_RATE_LIMITS_RUN_UPDATE_COUNT", "80"));

    private final Notes notes;
    private final List<EnvVar> taken = new ArrayList<>();

    Environment(Notes notes) {
        this.notes = notes;
    }

    List<EnvVar> taken(Tree values) {
        for (String block : List.of("global", "app", "api")) {
            for (String field : List.of("env", "extraEnv")) {
                values.tree(block, field).map().forEach((name, value) -> sort(block + "." + field, name, value));
            }
        }
        limits(values.tree("global", "api").tree("rateLimits"));
        return taken;
    }

    /** Theirs that are not said are theirs of the chart. */
    private void limits(Tree limits) {
        if (limits.text("enabled").filter("true"::equals).isPresent()) {
            LIMITS.forEach(each -> sort(
                    "global.api.rateLimits",
                    each.variable(),
                    limits.text(each.field()).orElse(each.usual())));
        }
    }

    private void sort(String where, String name, Object value) {
        if (FIELDS.contains(name)) {
            notes.say(where + "." + name + ": a field of the resource says this; compare it.");
        } else if (name.startsWith("GORILLA_CUSTOMER_SECRET_STORE_")) {
            notes.say(where + "." + name + ": spec.secretStore says where teams' secrets are kept; set them anew.");
        } else if (!KNOWN.contains(name)) {
            notes.say(where + "." + name + ": unknown here, left out.");
        } else if (value instanceof Map<?, ?>) {
            notes.say(where + "." + name + ": is read from elsewhere; write it into spec.app.extraEnv.");
        } else if (taken.stream().noneMatch(each -> each.getName().equals(name))) {
            taken.add(new EnvVarBuilder()
                    .withName(name)
                    .withValue(String.valueOf(value))
                    .build());
        }
    }
}
