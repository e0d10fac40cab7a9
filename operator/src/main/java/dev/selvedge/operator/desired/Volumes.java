package dev.selvedge.operator.desired;

import dev.selvedge.operator.api.Storage;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Optional;

/** The volume of an installation with everything in one process. */
public final class Volumes {

    private Volumes() {}

    public static Optional<PersistentVolumeClaim> data(Installation of) {
        return of.spec().single() ? Optional.of(claim(of, of.spec().storage())) : Optional.empty();
    }

    private static PersistentVolumeClaim claim(Installation of, Storage storage) {
        String size = storage == null || storage.size() == null ? "20Gi" : storage.size();
        return new PersistentVolumeClaimBuilder()
                .withMetadata(of.lasting(of.named("data")))
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(storage == null ? null : storage.storageClass())
                .withNewResources()
                .addToRequests("storage", new Quantity(size))
                .endResources()
                .endSpec()
                .build();
    }
}
