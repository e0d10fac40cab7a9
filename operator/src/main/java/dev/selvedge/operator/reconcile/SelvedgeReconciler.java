package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.api.Selvedge;
import dev.selvedge.operator.api.SelvedgeBackup;
import dev.selvedge.operator.api.SelvedgeRestore;
import dev.selvedge.operator.api.SelvedgeStatus;
import dev.selvedge.operator.desired.Installation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Observe, decide, carry out, tell. */
@ControllerConfiguration(name = "selvedge")
public final class SelvedgeReconciler implements Reconciler<Selvedge> {

    private static final String OURS = "app.kubernetes.io/managed-by=" + Installation.MANAGER;

    private final Observer observer;
    private final Decider decider;
    private final Applier applier;
    private final Announcer announcer;

    public SelvedgeReconciler(Observer observer, Decider decider, Applier applier, Announcer announcer) {
        this.observer = observer;
        this.decider = decider;
        this.applier = applier;
        this.announcer = announcer;
    }

    @Override
    public UpdateControl<Selvedge> reconcile(Selvedge resource, Context<Selvedge> context) {
        Facts facts = observer.observe(resource);
        Decision decision = decider.decide(resource, facts);
        applier.carryOut(Installation.of(resource, resource.getSpec().version(), facts.connections()), decision);
        announcer.announce(
                resource, before(resource).conditions(), decision.status().conditions());
        UpdateControl<Selvedge> control = decision.status().equals(resource.getStatus())
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(with(resource, decision.status()));
        return control.rescheduleAfter(decision.again());
    }

    @Override
    public ErrorStatusUpdateControl<Selvedge> updateErrorStatus(
            Selvedge resource, Context<Selvedge> context, Exception e) {
        SelvedgeStatus status =
                Failures.noted(before(resource), resource.getMetadata().getGeneration(), e);
        return ErrorStatusUpdateControl.patchStatus(with(resource, status));
    }

    private static SelvedgeStatus before(Selvedge resource) {
        return Optional.ofNullable(resource.getStatus()).orElse(SelvedgeStatus.EMPTY);
    }

    private static Selvedge with(Selvedge resource, SelvedgeStatus status) {
        Selvedge patch = new Selvedge();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(resource.getMetadata().getName())
                .withNamespace(resource.getMetadata().getNamespace())
                .build());
        patch.setStatus(status);
        return patch;
    }

    @Override
    public List<EventSource<?, Selvedge>> prepareEventSources(EventSourceContext<Selvedge> context) {
        return List.of(
                owned(Deployment.class, context),
                owned(Job.class, context),
                owned(Ingress.class, context),
                naming(SelvedgeBackup.class, context),
                naming(SelvedgeRestore.class, context));
    }

    private static <T extends HasMetadata> EventSource<T, Selvedge> owned(
            Class<T> type, EventSourceContext<Selvedge> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, Selvedge.class)
                        .withLabelSelector(OURS)
                        .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(Selvedge.class))
                        .build(),
                context);
    }

    private static <T extends HasMetadata> EventSource<T, Selvedge> naming(
            Class<T> type, EventSourceContext<Selvedge> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, Selvedge.class)
                        .withSecondaryToPrimaryMapper(each -> Set.of(new ResourceID(
                                selvedge(each), each.getMetadata().getNamespace())))
                        .build(),
                context);
    }

    private static String selvedge(HasMetadata resource) {
        return switch (resource) {
            case SelvedgeBackup backup -> backup.getSpec().selvedge();
            case SelvedgeRestore restore -> restore.getSpec().selvedge();
            default -> throw new IllegalArgumentException(resource.getKind());
        };
    }
}
