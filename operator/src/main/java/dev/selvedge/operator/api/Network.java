package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** Ways in and out. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Network(
        @JsonPropertyDescription("An Ingress of any class") IngressPlan ingress,

        @JsonPropertyDescription("An HTTPRoute instead of an Ingress")
        GatewayPlan gateway,

        @JsonPropertyDescription(
                "Networks of the ingress controller; only its X-Forwarded-* count. Default: private networks")
        List<String> trustedProxies,

        @JsonPropertyDescription("Closes everything but what is named")
        NetworkPolicyPlan networkPolicy,

        @JsonPropertyDescription("The Service in front of the pods")
        ServicePlan service) {

    public Network {
        trustedProxies = trustedProxies == null ? List.of() : List.copyOf(trustedProxies);
    }
}
