package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.util.List;
import java.util.Optional;

/** One installation. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "(has(self.profile) && self.profile == 'poc') || (has(self.global) && has(self.global.host))",
        message = "global.host is needed: the URL under which clients reach the server")
@ValidationRule(
        value =
                "(has(self.profile) && self.profile != 'prod') || (has(self.global) && has(self.global.host) && self.global.host.startsWith('https://'))",
        message = "profile prod needs a global.host that begins with https://")
@ValidationRule(
        value = "(has(self.profile) && self.profile == 'poc') || has(self.mysql)",
        message = "mysql.external is needed with this profile")
@ValidationRule(
        value = "(has(self.profile) && self.profile == 'poc') || has(self.redis)",
        message = "redis.external is needed with this profile")
@ValidationRule(
        value = "(has(self.profile) && self.profile == 'poc') || has(self.bucket)",
        message = "bucket is needed with this profile")
@ValidationRule(
        value = "has(self.mysql) == has(self.bucket)",
        message = "mysql and bucket go together: without them everything is on one volume")
@ValidationRule(
        value =
                "(has(self.profile) && self.profile != 'prod') || !has(self.app) || !has(self.app.replicas) || self.app.replicas >= 2 || has(self.app.autoscaling)",
        message = "profile prod needs app.replicas of 2 or more: one replica does not survive the loss of its node")
@ValidationRule(
        value =
                "(has(self.profile) && self.profile != 'prod') || !has(self.app) || !has(self.app.autoscaling) || !has(self.app.autoscaling.min) || self.app.autoscaling.min >= 2",
        message = "profile prod needs app.autoscaling.min of 2 or more")
@ValidationRule(
        value = "self.version != 'latest'",
        message = "version names one version: latest may be another one tomorrow")
@ValidationRule(
        value = "!has(self.airgap) || !self.airgap || (has(self.imageRegistry) && size(self.imageRegistry) > 0)",
        message = "airgap needs imageRegistry")
@ValidationRule(
        value =
                "!has(self.airgap) || !self.airgap || !has(self.images) || !has(self.images.server) || self.images.server.startsWith(self.imageRegistry + '/')",
        message = "airgap: images.server is outside imageRegistry")
@ValidationRule(
        value = "!has(self.backup) || has(self.mysql)",
        message = "backup is for installations with mysql and bucket; a poc is backed up as its volume")
public record SelvedgeSpec(
        @JsonPropertyDescription("poc, dev or prod (default)")
        Profile profile,

        @JsonPropertyDescription("models (default), weave or both: sizes the requests")
        Products products,

        @JsonPropertyDescription("Tag or digest (sha256:…) of the server image")
        @Required
        @Size(min = 1)
        @Pattern("^(sha256:[0-9a-f]{64}|[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})$")
        String version,

        @JsonPropertyDescription("The address of the installation")
        Global global,

        @JsonPropertyDescription("More host names of the Ingress")
        List<String> additionalHosts,

        @JsonPropertyDescription("Registry, with a path, that holds all images")
        String imageRegistry,

        @JsonPropertyDescription("Secrets for it") List<String> imagePullSecrets,
        @JsonPropertyDescription("Other images") Images images,

        @JsonPropertyDescription("Refuse images outside imageRegistry")
        Boolean airgap,

        @JsonPropertyDescription("The database") MySql mysql,
        @JsonPropertyDescription("Redis") Redis redis,
        @JsonPropertyDescription("The bucket") Bucket bucket,
        @JsonPropertyDescription("The volume of a poc") Storage storage,

        @JsonPropertyDescription("Secret and key that the server derives its own keys from; default: made once, kept")
        SecretKeySelector keysSecret,

        @JsonPropertyDescription(
                "Where teams' secrets are kept instead of in the database: k8s-secretmanager://prefix?namespace=…, aws-…, gcp-…, az-…")
        @Pattern("^(k8s|aws|gcp|az)-secretmanager(://.*)?$")
        String secretStore,

        @JsonPropertyDescription("Ways in and out") Network network,
        @JsonPropertyDescription("Accounts") Auth auth,
        @JsonPropertyDescription("Pods that answer") App app,
        @JsonPropertyDescription("Pods of recurring jobs") Worker worker,
        @JsonPropertyDescription("Authorities") Trust trust,
        @JsonPropertyDescription("Mail and web hooks") Notify notifications,
        @JsonPropertyDescription("Recurring backups") BackupPlan backup,
        @JsonPropertyDescription("Metrics and alerts") Monitoring monitoring,

        @JsonPropertyDescription("Upgrades, pauses and the end")
        Lifecycle lifecycle) {

    public SelvedgeSpec {
        additionalHosts = additionalHosts == null ? List.of() : List.copyOf(additionalHosts);
        imagePullSecrets = imagePullSecrets == null ? List.of() : List.copyOf(imagePullSecrets);
    }

    public Profile profileOrDefault() {
        return profile == null ? Profile.PROD : profile;
    }

    public Products productsOrDefault() {
        return products == null ? Products.MODELS : products;
    }

    public App appOrDefault() {
        return app == null ? App.DEFAULT : app;
    }

    public Worker workerOrDefault() {
        return worker == null ? Worker.DEFAULT : worker;
    }

    public Lifecycle lifecycleOrDefault() {
        return lifecycle == null ? Lifecycle.DEFAULT : lifecycle;
    }

    public Optional<MySqlExternal> database() {
        return Optional.ofNullable(mysql).map(MySql::external);
    }

    public Optional<RedisExternal> coordination() {
        return Optional.ofNullable(redis).map(Redis::external);
    }

    public Optional<String> host() {
        return Optional.ofNullable(global).map(Global::host);
    }

    /** Everything in one process on one volume. */
    public boolean single() {
        return mysql == null;
    }
}
