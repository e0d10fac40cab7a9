package dev.selvedge.domain.automations.firing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.domain.automations.Integration;
import dev.selvedge.domain.automations.Integrations;
import dev.selvedge.domain.automations.channels.Sent;
import dev.selvedge.domain.automations.channels.WebhookClient;
import dev.selvedge.domain.automations.secrets.TeamSecrets;
import dev.selvedge.platform.Fault;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One post to a webhook: its token as bearer, its payload with the variables filled in, and a signature over exactly the
 * bytes that are sent.
 */
public final class WebhookCall {

    /** What receivers of the reference check: hex of HMAC-SHA256 with the webhook's secret. */
    static final String SIGNATURE = "X-Wandb-Signature";

    /** The same for each attempt, so that a receiver can tell a second delivery from a second event. */
    static final String DELIVERY = "X-Selvedge-Delivery";

    private static final String TOKEN_VARIABLE = "ACCESS_TOKEN";
    private static final String SECRET_VARIABLE = "SECRET";

    private final WebhookClient client;
    private final Integrations integrations;
    private final TeamSecrets secrets;

    public WebhookCall(WebhookClient client, Integrations integrations, TeamSecrets secrets) {
        this.client = client;
        this.integrations = integrations;
        this.secrets = secrets;
    }

    /** @param delivery number of what is delivered; 0 for a test */
    public Sent send(Integration webhook, String payload, Function<String, String> variables, long delivery) {
        Optional<String> token;
        Optional<String> secret;
        try {
            token = secrets.value(webhook.entity(), webhook.accessTokenRef());
            secret = secrets.value(webhook.entity(), webhook.secretRef());
        } catch (Fault fault) {
            // without its secret the call is not made at all: a receiver must not get it unsigned
            return fault.code() == Fault.Code.UNAVAILABLE
                    ? Sent.tryAgain(null, fault.getMessage())
                    : Sent.refused(null, fault.getMessage());
        }
        return send(webhook, payload, variables, delivery, token, secret);
    }

    private Sent send(
            Integration webhook,
            String payload,
            Function<String, String> variables,
            long delivery,
            Optional<String> token,
            Optional<String> secret) {
        if (webhook.accessTokenRef() != null && token.isEmpty()) {
            return missing(webhook.accessTokenRef());
        }
        if (webhook.secretRef() != null && secret.isEmpty()) {
            return missing(webhook.secretRef());
        }
        byte[] body = PayloadTemplate.json(payload, name -> switch (name) {
                    case TOKEN_VARIABLE -> token.orElse("");
                    case SECRET_VARIABLE -> secret.orElse("");
                    default -> name.equals(webhook.secretRef()) ? secret.orElse("") : variables.apply(name);
                })
                .getBytes(UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        token.ifPresent(value -> headers.put("Authorization", "Bearer " + value));
        secret.ifPresent(value -> headers.put(SIGNATURE, signature(value, body)));
        if (delivery > 0) {
            headers.put(DELIVERY, Long.toString(delivery));
        }
        return client.post(integrations.address(webhook), headers, body);
    }

    private static Sent missing(String name) {
        return Sent.refused(null, "The team has no secret named " + name);
    }

    private static String signature(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
