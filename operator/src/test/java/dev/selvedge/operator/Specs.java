package dev.selvedge.operator;

import dev.selvedge.operator.api.Selvedge;
import dev.selvedge.operator.api.SelvedgeSpec;
import dev.selvedge.operator.desired.Installation;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Example resources, by the names of their files. */
public final class Specs {

    private Specs() {}

    public static SelvedgeSpec spec(String name) {
        return Serialization.unmarshal(text(name), SelvedgeSpec.class);
    }

    private static String text(String name) {
        try (InputStream text = Specs.class.getResourceAsStream("/specs/" + name + ".yaml")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Selvedge resource(String name) {
        return resource(spec(name));
    }

    private static Selvedge resource(SelvedgeSpec spec) {
        Selvedge resource = new Selvedge();
        resource.setMetadata(new ObjectMetaBuilder()
                .withName("wandb")
                .withNamespace("ml")
                .withUid("11111111-2222-3333-4444-555555555555")
                .withGeneration(1L)
                .build());
        resource.setSpec(spec);
        return resource;
    }

    public static Installation installation(String name) {
        return installation(resource(name));
    }

    /** The example with one text in place of another. */
    public static Installation installation(String name, String text, String instead) {
        String changed = text(name).replace(text, instead);
        return installation(resource(Serialization.unmarshal(changed, SelvedgeSpec.class)));
    }

    private static Installation installation(Selvedge resource) {
        return Installation.of(resource, resource.getSpec().version(), "c0ffee");
    }
}
