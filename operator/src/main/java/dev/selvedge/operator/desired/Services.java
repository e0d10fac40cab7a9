package dev.selvedge.operator.desired;

import dev.selvedge.operator.api.ServicePlan;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;

/** The way to the pods, and the scrapers' way to the operations port, which is on no way in. */
public final class Services {

    private Services() {}

    static ServicePlan plan(Installation of) {
        var network = of.spec().network();
        return network == null || network.service() == null ? ServicePlan.DEFAULT : network.service();
    }

    static Service main(Installation of) {
        ServicePlan plan = plan(of);
        return new ServiceBuilder()
                .withMetadata(of.meta(of.name())
                        .edit()
                        .withAnnotations(plan.annotations())
                        .build())
                .withNewSpec()
                .withType(plan.typeOrDefault())
                .addNewPort()
                .withName("http")
                .withPort(plan.portOrDefault())
                .withNewTargetPort("http")
                .withAppProtocol("http")
                .endPort()
                .withSelector(of.selector("app"))
                .endSpec()
                .build();
    }

    static Service operations(Installation of) {
        return new ServiceBuilder()
                .withMetadata(of.meta(of.named("operations"), "operations"))
                .withNewSpec()
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .addNewPort()
                .withName("operations")
                .withPort(9090)
                .withNewTargetPort("operations")
                .endPort()
                .withSelector(of.selector())
                .endSpec()
                .build();
    }
}
