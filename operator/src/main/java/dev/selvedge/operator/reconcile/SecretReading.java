package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.desired.Installation;
import dev.selvedge.operator.desired.Secrets;
import dev.selvedge.operator.desired.Versions;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which Secrets are missing, and a fingerprint of the others; no content goes any further. */
record SecretReading(List<SecretKeySelector> missing, String fingerprint) {

    static SecretReading of(KubernetesClient client, Installation of) {
        List<SecretKeySelector> missing = new ArrayList<>();
        Map<String, String> contents = new TreeMap<>(Secrets.literals(of));
        for (SecretKeySelector each : Secrets.referred(of)) {
            Secret secret = client.secrets()
                    .inNamespace(of.namespace())
                    .withName(each.getName())
                    .get();
            String content = secret == null || secret.getData() == null
                    ? null
                    : secret.getData().get(each.getKey());
            if (content == null || content.isEmpty()) {
                missing.add(each);
            } else {
                contents.put(each.getName() + "/" + each.getKey(), content);
            }
        }
        return new SecretReading(missing, Versions.fingerprint(contents.toString()));
    }
}
