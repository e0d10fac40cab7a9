package dev.selvedge.operator;

import dev.selvedge.operator.api.Selvedge;
import dev.selvedge.operator.api.SelvedgeSpec;
import dev.selvedge.operator.desired.Installation;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.InputStream;

/** Example resources, by the names of their files. */
public final class Specs {

    private Specs() {}

    public static SelvedgeSpec spec(String name) {
        InputStream text = Specs.class.getResourceAsStream("/specs/" + name + ".yaml");
        return Serialization.unmarshal(text, SelvedgeSpec.class);
    }

    public static Selvedge resource(String name) {
        Selvedge resource = new Selvedge();
        resource.setMetadata(new ObjectMetaBuilder()
                .withName("wandb")
                .withNamespace("ml")
                .withUid("11111111-2222-3333-4444-555555555555")
                .withGeneration(1L)
                .build());
        resource.setSpec(spec(name));
        return resource;
    }

    public static Installation installation(String name) {
        Selvedge resource = resource(name);
        return Installation.of(resource, resource.getSpec().version(), "c0ffee");
    }
}
