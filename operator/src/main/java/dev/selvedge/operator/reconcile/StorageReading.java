package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.desired.Installation;
import dev.selvedge.operator.desired.Volumes;
import dev.selvedge.operator.reconcile.Facts.Claim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** The claim of an installation that keeps everything on one volume, and whether the cluster can satisfy it. */
final class StorageReading {

    private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";

    private final KubernetesClient client;

    StorageReading(KubernetesClient client) {
        this.client = client;
    }

    Optional<Claim> read(Installation of) {
        return Volumes.data(of).map(this::read);
    }

    private Claim read(PersistentVolumeClaim desired) {
        PersistentVolumeClaim found = client.persistentVolumeClaims()
                .inNamespace(desired.getMetadata().getNamespace())
                .withName(desired.getMetadata().getName())
                .get();
        boolean bound = found != null
                && found.getStatus() != null
                && "Bound".equals(found.getStatus().getPhase());
        String named = desired.getSpec().getStorageClassName();
        return new Claim(
                desired.getMetadata().getName(),
                Optional.ofNullable(named),
                bound,
                bound ? Optional.empty() : classKnown(named));
    }

    /** Classes belong to the cluster: an operator with a Role alone may not read them. */
    private Optional<Boolean> classKnown(String name) {
        try {
            return Optional.of(
                    name == null
                            ? client.storage().v1().storageClasses().list().getItems().stream()
                                    .anyMatch(StorageReading::isDefault)
                            : client.storage()
                                            .v1()
                                            .storageClasses()
                                            .withName(name)
                                            .get()
                                    != null);
        } catch (KubernetesClientException e) {
            return Optional.empty();
        }
    }

    private static boolean isDefault(StorageClass each) {
        return each.getMetadata().getAnnotations() != null
                && "true".equals(each.getMetadata().getAnnotations().get(DEFAULT));
    }
}
