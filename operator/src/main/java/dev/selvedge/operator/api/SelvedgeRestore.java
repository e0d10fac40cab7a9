package dev.selvedge.operator.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Puts a backup back, or tries whether it can be. */
@Group("selvedge.dev")
@Version("v1alpha1")
@Plural("selvedgerestores")
@ShortNames("slvr")
@AdditionalPrinterColumn(name = "Of", jsonPath = ".spec.selvedge", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Drill", jsonPath = ".spec.drill", type = AdditionalPrinterColumn.Type.BOOLEAN)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class SelvedgeRestore extends CustomResource<SelvedgeRestoreSpec, SelvedgeRestoreStatus>
        implements Namespaced {
    private static final long serialVersionUID = 1;
}
