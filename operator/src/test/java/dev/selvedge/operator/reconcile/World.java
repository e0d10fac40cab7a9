package dev.selvedge.operator.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.selvedge.operator.Specs;
import dev.selvedge.operator.api.Lifecycle;
import dev.selvedge.operator.api.Selvedge;
import dev.selvedge.operator.api.SelvedgeSpec;
import dev.selvedge.operator.api.SelvedgeStatus;
import dev.selvedge.operator.desired.Installation;
import dev.selvedge.operator.desired.Jobs;
import dev.selvedge.operator.reconcile.Facts.Backup;
import dev.selvedge.operator.reconcile.Facts.Claim;
import dev.selvedge.operator.reconcile.Facts.Entrance;
import dev.selvedge.operator.reconcile.Facts.Finding;
import dev.selvedge.operator.reconcile.Facts.Phase;
import dev.selvedge.operator.reconcile.Facts.Rollout;
import dev.selvedge.operator.reconcile.Facts.Work;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster that is only facts; what the operator decides becomes the resource's status, nothing else. */
final class World {

    private static final String CONNECTIONS = "c0ffee";

    private final Decider decider = new Decider(() -> "r".repeat(64));
    private final Selvedge resource;
    private final Map<String, Work> jobs = new HashMap<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private List<SecretKeySelector> missing = List.of();
    private Optional<Rollout> app = Optional.empty();
    private Optional<Rollout> worker = Optional.empty();
    private List<Backup> backups = List.of();
    private Entrance entrance = new Entrance(List.of("10.0.0.7"), Optional.empty(), Optional.empty(), Map.of());
    private Optional<Claim> claim = Optional.empty();
    private Optional<String> restore = Optional.empty();
    private Decision last;

    World(String example) {
        resource = Specs.resource(example);
    }

    World runs(String version) {
        resource.setStatus(new SelvedgeStatus(1L, version, version, null, null, null, null, null));
        rollout(version, 2, 2);
        return this;
    }

    World wants(String version) {
        ObjectNode spec = Serialization.unmarshal(Serialization.asJson(resource.getSpec()), ObjectNode.class);
        spec.put("version", version);
        change(Serialization.unmarshal(spec.toString(), SelvedgeSpec.class));
        return this;
    }

    void host(String url) {
        ObjectNode spec = Serialization.unmarshal(Serialization.asJson(resource.getSpec()), ObjectNode.class);
        spec.withObject("/global").put("host", url);
        change(Serialization.unmarshal(spec.toString(), SelvedgeSpec.class));
    }

    void lifecycle(Lifecycle lifecycle) {
        ObjectNode spec = Serialization.unmarshal(Serialization.asJson(resource.getSpec()), ObjectNode.class);
        spec.remove("lifecycle");
        if (lifecycle != null) {
            spec.putPOJO("lifecycle", lifecycle);
        }
        change(Serialization.unmarshal(Serialization.asJson(spec), SelvedgeSpec.class));
    }

    void changed() {
        change(resource.getSpec());
    }

    private void change(SelvedgeSpec spec) {
        resource.setSpec(spec);
        resource.getMetadata().setGeneration(resource.getMetadata().getGeneration() + 1);
    }

    void migration(String version, Phase phase, String said) {
        Finding finding = new Finding(phase == Phase.FAILED ? 1 : 0, said);
        jobs.put(Jobs.migrateName(at(version)), new Work(phase, Optional.of(now), Map.of("migrate", finding)));
    }

    void examined(int code, String said) {
        Finding finding = new Finding(code, said);
        Phase phase = code == 0 ? Phase.SUCCEEDED : Phase.FAILED;
        jobs.put(
                Jobs.doctorName(at(resource.getSpec().version())),
                new Work(phase, Optional.of(now), Map.of("mysql", finding, "redis", finding, "bucket", finding)));
    }

    private Installation at(String version) {
        return Installation.of(resource, version, CONNECTIONS);
    }

    void rollout(String version, int updated, int available) {
        app = Optional.of(new Rollout(version, true, 2, updated, 2, available, false, 0, ""));
        worker = Optional.of(new Rollout(version, true, 1, 1, 1, 1, false, 0, ""));
    }

    void stuck(String version, String trouble) {
        app = Optional.of(
                new Rollout(version, true, 2, 1, 3, resource.getStatus().version() == null ? 0 : 2, true, 3, trouble));
    }

    void missing(SecretKeySelector... keys) {
        missing = List.of(keys);
    }

    void backups(List<Backup> all) {
        backups = all;
    }

    void entrance(Entrance found) {
        entrance = found;
    }

    void claims(Claim found) {
        claim = Optional.of(found);
    }

    void restoring(String name) {
        restore = Optional.of(name);
    }

    void later(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        return now;
    }

    Selvedge resource() {
        return resource;
    }

    Decision turn() {
        Facts facts = new Facts(
                now, missing, CONNECTIONS, false, app, worker, Map.copyOf(jobs), entrance, claim, backups, restore);
        last = decider.decide(resource, facts);
        resource.setStatus(last.status());
        return last;
    }

    SelvedgeStatus status() {
        return resource.getStatus();
    }

    /** {@code status reason message}, or nothing. */
    String condition(String type) {
        return status().condition(type)
                .map(each -> each.getStatus() + " " + each.getReason() + " " + each.getMessage())
                .orElse("");
    }

    List<String> kinds(Decision decision) {
        return decision.apply().stream().map(HasMetadata::getKind).toList();
    }

    /** Version of the pods that a decision asks for. */
    String served(Decision decision) {
        return decision.apply().stream()
                .filter(each -> each.getKind().equals("Deployment"))
                .map(each -> each.getMetadata().getLabels().get(Installation.VERSION_LABEL))
                .distinct()
                .reduce((one, other) -> one + " and " + other)
                .orElse("nothing");
    }

    String lastApplied(String kind, String prefix) {
        return last.apply().stream()
                .filter(each -> each.getKind().equals(kind))
                .map(each -> each.getMetadata().getName())
                .filter(name -> name.startsWith(prefix))
                .findFirst()
                .orElseThrow();
    }
}
