package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.api.Selvedge;
import dev.selvedge.operator.api.SelvedgeStatus;
import dev.selvedge.operator.desired.Installation;
import dev.selvedge.operator.desired.Objects;
import dev.selvedge.operator.desired.Secrets;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** From a resource and the facts to what is to be done; no cluster, no clock, and chance only through what is given. */
public final class Decider {

    private static final Duration SETTLED = Duration.ofMinutes(1);
    private static final Duration MOVING = Duration.ofSeconds(5);

    private final Supplier<String> random;

    /** @param random texts that nobody can guess, 32 characters or more */
    public Decider(Supplier<String> random) {
        this.random = random;
    }

    public Decision decide(Selvedge resource, Facts facts) {
        SelvedgeStatus before = Optional.ofNullable(resource.getStatus()).orElse(SelvedgeStatus.EMPTY);
        Long generation = resource.getMetadata().getGeneration();
        Conditions conditions = new Conditions(before.conditions(), generation, facts.now());
        if (Boolean.TRUE.equals(resource.getSpec().lifecycleOrDefault().suspend())) {
            return paused(conditions, before, generation);
        }
        conditions.remove("Paused");
        Installation wanted = Installation.of(resource, resource.getSpec().version(), facts.connections());
        return new Turn(wanted, before, generation, facts, conditions).decide();
    }

    private static Decision paused(Conditions conditions, SelvedgeStatus before, Long generation) {
        conditions.yes(
                "Paused", "Suspended", "Everything stays as it is; set spec.lifecycle.suspend to false to go on.");
        SelvedgeStatus status = new SelvedgeStatus(
                generation,
                before.version(),
                before.schemaVersion(),
                before.endpoint(),
                before.lastBackup(),
                before.upgrade(),
                before.refused(),
                conditions.list());
        return new Decision(List.of(), List.of(), List.of(), false, status, SETTLED);
    }

    private final class Turn {

        private final Installation wanted;
        private final SelvedgeStatus before;
        private final Long generation;
        private final Facts facts;
        private final Conditions conditions;
        private final Upgrades upgrades;
        private final Dependencies dependencies;
        private final BackupCheck backups;
        private final List<HasMetadata> create = new ArrayList<>();
        private final List<HasMetadata> apply = new ArrayList<>();

        Turn(Installation wanted, SelvedgeStatus before, Long generation, Facts facts, Conditions conditions) {
            this.wanted = wanted;
            this.before = before;
            this.generation = generation;
            this.facts = facts;
            this.conditions = conditions;
            this.upgrades = new Upgrades(wanted, generation, before, facts, conditions);
            this.dependencies = new Dependencies(wanted, facts, conditions);
            this.backups = new BackupCheck(wanted, generation, facts, conditions);
        }

        Decision decide() {
            surroundings();
            boolean startable = dependencies.secretsThere();
            new EntranceCheck(wanted, facts, conditions).judge();
            new StorageCheck(wanted, facts, conditions).judge();
            backups.judge();
            List<String> outdated = List.of();
            if (wanted.spec().single()) {
                dependencies.none();
            } else if (startable) {
                dependencies.examine().ifPresent(apply::add);
                outdated = dependencies.outdated();
            }
            boolean complete = servers(startable);
            Summary.judge(conditions, facts, upgrades.refused());
            String newest = backups.newest().map(Instant::toString).orElse(before.lastBackup());
            SelvedgeStatus status = startable && facts.restore().isEmpty()
                    ? upgrades.status(wanted.spec().host().orElse(null), newest)
                    : kept(newest);
            boolean moving = conditions.is("Progressing", "True") || !conditions.is("Ready", "True");
            return new Decision(create, apply, outdated, complete, status, moving ? MOVING : SETTLED);
        }

        private void surroundings() {
            apply.addAll(Objects.surroundings(wanted));
            if (Secrets.ownKeys(wanted)) {
                if (!facts.keys()) {
                    create.add(Secrets.keys(wanted, random.get()));
                }
                apply.add(Secrets.keysOwner(wanted));
            }
        }

        /** Whether what they are is said in full, so that anything else is superfluous. */
        private boolean servers(boolean startable) {
            if (!startable) {
                conditions.no("Progressing", "Waiting", "Secrets are missing; pods stay as they are.");
                return false;
            }
            if (facts.restore().isPresent()) {
                conditions.yes(
                        "Progressing",
                        "Restoring",
                        "No pod runs until SelvedgeRestore " + facts.restore().get() + " is over.");
                Optional.ofNullable(before.version()).ifPresent(this::still);
                return false;
            }
            upgrades.decide();
            apply.addAll(upgrades.objects());
            upgrades.serve().ifPresent(version -> apply.addAll(Objects.servers(at(version))));
            return upgrades.serve().isPresent();
        }

        private void still(String version) {
            for (HasMetadata each : Objects.servers(at(version))) {
                Deployment deployment = (Deployment) each;
                deployment.getSpec().setReplicas(0);
                apply.add(deployment);
            }
        }

        private Installation at(String version) {
            return new Installation(
                    wanted.name(), wanted.namespace(), wanted.uid(), wanted.spec(), version, wanted.connections());
        }

        private SelvedgeStatus kept(String newest) {
            return new SelvedgeStatus(
                    generation,
                    before.version(),
                    // a restored database may be of an older schema
                    facts.restore().isPresent() ? null : before.schemaVersion(),
                    before.endpoint(),
                    newest,
                    before.upgrade(),
                    before.refused(),
                    conditions.list());
        }
    }
}
