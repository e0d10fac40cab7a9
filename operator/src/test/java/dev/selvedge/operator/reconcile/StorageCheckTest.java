package dev.selvedge.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.operator.reconcile.Facts.Claim;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StorageCheckTest {

    private final World world = new World("poc");

    private String storage(String named, boolean bound, Boolean classKnown) {
        world.claims(new Claim("wandb-data", Optional.ofNullable(named), bound, Optional.ofNullable(classKnown)));
        world.turn();
        return world.condition("StorageReady");
    }

    @Test
    void aVolumeThatCannotComeSaysWhatIsMissing() {
        assertThat(storage(null, false, false))
                .startsWith("False NoDefaultClass")
                .contains("spec.storage.storageClass", "kubectl get storageclass");
        assertThat(world.condition("Degraded")).contains("StorageReady: No StorageClass");
        assertThat(storage("fast", false, false)).startsWith("False NoSuchClass There is no StorageClass fast");
        assertThat(storage("fast", false, true)).startsWith("Unknown Waiting").contains("describe pvc wandb-data");
        assertThat(storage(null, false, null)).as("classes may not be read").startsWith("Unknown Waiting");
        assertThat(storage(null, true, null)).startsWith("True Bound");
    }

    @Test
    void whoKeepsNothingOnAVolumeNeedsNone() {
        World world = new World("upgrade");
        world.turn();
        assertThat(world.condition("StorageReady")).isEmpty();
    }
}
