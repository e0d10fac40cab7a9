package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Map;

/** Closes everything but what is named. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record NetworkPolicyPlan(
        @JsonPropertyDescription("Default false") Boolean enabled,

        @JsonPropertyDescription("Labels of namespaces with the ingress controller; default ingress-nginx")
        List<Map<String, String>> ingressFrom,

        @JsonPropertyDescription("Labels of namespaces with the scraper; default monitoring")
        List<Map<String, String>> scrapeFrom,

        @JsonPropertyDescription("Where MySQL is, when not anywhere at its port")
        List<String> mysqlCidrs,

        @JsonPropertyDescription("Where Redis is") List<String> redisCidrs,
        @JsonPropertyDescription("Where the bucket is") List<String> bucketCidrs,

        @JsonPropertyDescription("Where the API server is, for teams' secrets that are kept in Kubernetes")
        List<String> kubernetesCidrs) {

    public NetworkPolicyPlan {
        ingressFrom = ingressFrom == null ? List.of() : List.copyOf(ingressFrom);
        scrapeFrom = scrapeFrom == null ? List.of() : List.copyOf(scrapeFrom);
        mysqlCidrs = mysqlCidrs == null ? List.of() : List.copyOf(mysqlCidrs);
        redisCidrs = redisCidrs == null ? List.of() : List.copyOf(redisCidrs);
        bucketCidrs = bucketCidrs == null ? List.of() : List.copyOf(bucketCidrs);
        kubernetesCidrs = kubernetesCidrs == null ? List.of() : List.copyOf(kubernetesCidrs);
    }

    public boolean on() {
        return Boolean.TRUE.equals(enabled);
    }
}
