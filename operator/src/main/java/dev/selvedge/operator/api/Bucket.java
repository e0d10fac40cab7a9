package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Where objects are kept. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "!(has(self.provider) && self.provider == 'gcs') || !has(self.accessKey)",
        message = "a bucket of Google is reached with workload identity: leave accessKey and secretKey out")
@ValidationRule(
        value = "has(self.provider) && self.provider == 'az' || has(self.accessKey) == has(self.secretKey)",
        message = "accessKey and secretKey go together")
@ValidationRule(
        value = "!has(self.endpoint) || !has(self.provider) || self.provider == 's3'",
        message = "endpoint is for provider s3")
public record Bucket(
        @JsonPropertyDescription("s3 (default), cw (CoreWeave), gcs, az")
        Provider provider,

        @JsonPropertyDescription("Bucket; for az account/container") @Required @Size(min = 1)
        String name,

        @JsonPropertyDescription("Path below the bucket") String prefix,

        @JsonPropertyDescription("host[:port] of a store of your own, as the server reaches it")
        String endpoint,

        @JsonPropertyDescription("URL of the store as clients reach it, where that differs")
        String publicEndpoint,

        @JsonPropertyDescription("Whether the endpoint speaks TLS; default false")
        Boolean tls,

        @JsonPropertyDescription("Region") String region,

        @JsonPropertyDescription("Key that objects are encrypted with")
        String kmsKey,

        @JsonPropertyDescription("Left out with workload identity; for az the account key")
        Credential accessKey,

        @JsonPropertyDescription("Left out with workload identity")
        Credential secretKey) {

    public Provider providerOrDefault() {
        return provider == null ? Provider.S3 : provider;
    }

    public boolean hosted() {
        return endpoint != null;
    }
}
