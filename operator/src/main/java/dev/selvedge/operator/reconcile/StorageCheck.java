package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.desired.Installation;
import dev.selvedge.operator.reconcile.Facts.Claim;

/** StorageReady, of installations that keep everything on one volume. */
final class StorageCheck {

    private static final String TYPE = "StorageReady";

    private final Installation of;
    private final Facts facts;
    private final Conditions conditions;

    StorageCheck(Installation of, Facts facts, Conditions conditions) {
        this.of = of;
        this.facts = facts;
        this.conditions = conditions;
    }

    void judge() {
        facts.claim().ifPresentOrElse(this::judge, () -> conditions.remove(TYPE));
    }

    private void judge(Claim claim) {
        boolean classMissing = claim.classKnown().filter(known -> !known).isPresent();
        if (claim.bound()) {
            conditions.yes(TYPE, "Bound", "The volume is there.");
        } else if (classMissing && claim.storageClass().isPresent()) {
            conditions.no(
                    TYPE,
                    "NoSuchClass",
                    "There is no StorageClass " + claim.storageClass().get()
                            + "; spec.storage.storageClass names one of: kubectl get storageclass");
        } else if (classMissing) {
            conditions.no(
                    TYPE,
                    "NoDefaultClass",
                    "No StorageClass of the cluster is the default; spec.storage.storageClass names one of:"
                            + " kubectl get storageclass. Where there is none, the cluster needs a provisioner, or a"
                            + " PersistentVolume for claim " + claim.name() + ".");
        } else {
            conditions.unknown(
                    TYPE,
                    "Waiting",
                    "The claim has no volume yet; see why: kubectl -n " + of.namespace() + " describe pvc "
                            + claim.name());
        }
    }
}
