package dev.selvedge.operator.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One backup, or recurring ones. */
@Group("selvedge.dev")
@Version("v1alpha1")
@Plural("selvedgebackups")
@ShortNames("slvb")
@AdditionalPrinterColumn(name = "Of", jsonPath = ".spec.selvedge", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Schedule", jsonPath = ".spec.schedule", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Succeeded",
        jsonPath = ".status.lastSucceeded",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class SelvedgeBackup extends CustomResource<SelvedgeBackupSpec, SelvedgeBackupStatus>
        implements Namespaced {
    private static final long serialVersionUID = 1;
}
