package dev.selvedge.operator.desired;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.util.ArrayList;
import java.util.List;

/** Environment variables in the order they were added; those that are not given are left out. */
final class Variables {

    private final List<EnvVar> all = new ArrayList<>();

    Variables text(String name, Object value) {
        if (value != null) {
            all.add(new EnvVarBuilder()
                    .withName(name)
                    .withValue(value.toString())
                    .build());
        }
        return this;
    }

    Variables secret(String name, SecretKeySelector where) {
        all.add(new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withSecretKeyRef(where)
                .endValueFrom()
                .build());
        return this;
    }

    Variables more(List<EnvVar> others) {
        all.addAll(others);
        return this;
    }

    List<EnvVar> list() {
        return List.copyOf(all);
    }
}
