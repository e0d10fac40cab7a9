package dev.selvedge.operator.desired;

import dev.selvedge.operator.api.App;
import dev.selvedge.operator.api.Auth;
import dev.selvedge.operator.api.Jvm;
import dev.selvedge.operator.api.Notify;
import dev.selvedge.operator.api.Profile;
import dev.selvedge.operator.api.Smtp;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;

/** All variables of a server's pod. */
final class ServerVariables {

    private static final List<String> PRIVATE = List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");

    private ServerVariables() {}

    static List<EnvVar> of(Installation of, List<EnvVar> extra) {
        App app = of.spec().appOrDefault();
        boolean poc = of.spec().profileOrDefault() == Profile.POC;
        Variables variables = new Variables()
                .text("HOST", of.spec().host().orElse(""))
                .text("SELVEDGE_MODE", poc ? null : "production");
        if (!of.spec().single()) {
            variables.secret("SELVEDGE_SECRET", Secrets.keysOf(of));
        }
        variables
                .text("SELVEDGE_OPERATIONS_ADDRESS", "0.0.0.0")
                .text("SELVEDGE_OPERATIONS_DRAIN", app.drain() == null ? "10s" : app.drain())
                .text("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs")
                .text("SELVEDGE_TRUSTED_PROXIES", String.join(",", proxies(of)))
                .text("SELVEDGE_CA_FOLDER", Authorities.any(of) ? Authorities.FOLDER : null)
                .text("JDK_JAVA_OPTIONS", java(app.jvm()))
                .more(Connections.all(of));
        accounts(of.spec().auth(), variables);
        notifications(of, variables);
        return variables.more(extra).list();
    }

    private static List<String> proxies(Installation of) {
        var network = of.spec().network();
        return network == null || network.trustedProxies().isEmpty() ? PRIVATE : network.trustedProxies();
    }

    private static String java(Jvm jvm) {
        int percent = jvm == null || jvm.maxRamPercent() == null ? 65 : jvm.maxRamPercent();
        String extra = jvm == null || jvm.extra() == null ? "" : " " + jvm.extra();
        return "-XX:MaxRAMPercentage=" + percent + " -Djava.io.tmpdir=/tmp" + extra;
    }

    private static void accounts(Auth auth, Variables variables) {
        if (auth != null) {
            variables
                    .text("SELVEDGE_PEOPLE_SIGN_UP_OPEN", auth.signUpOpen())
                    .text("SESSION_LENGTH", auth.sessionLengthHours());
        }
    }

    private static void notifications(Installation of, Variables variables) {
        Notify notify = of.spec().notifications();
        if (notify == null) {
            return;
        }
        if (!notify.webhookHosts().isEmpty()) {
            variables.text("SELVEDGE_WEBHOOKS_ALLOW_HOSTS", String.join(",", notify.webhookHosts()));
        }
        Smtp smtp = notify.smtp();
        if (smtp != null) {
            variables
                    .text("SMTP_HOST", smtp.host())
                    .text("SMTP_PORT", smtp.port() == null ? 587 : smtp.port())
                    .text("SMTP_USER", smtp.user())
                    .text("SELVEDGE_MAIL_FROM", smtp.from());
            if (smtp.password() != null) {
                variables.secret("SMTP_PASSWORD", Secrets.where(of, smtp.password(), "SMTP_PASSWORD"));
            }
        }
    }
}
