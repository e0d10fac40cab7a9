package dev.selvedge.operator.importing;

import dev.selvedge.operator.api.Credential;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Collects the report and the texts that go into a Secret. */
final class Notes {

    private final String namespace;
    private final String secret;
    private final List<String> report = new ArrayList<>();
    private final Map<String, String> texts = new TreeMap<>();

    Notes(String namespace, String name) {
        this.namespace = namespace;
        this.secret = name + "-imported";
    }

    void say(String sentence) {
        report.add(sentence);
    }

    /** A literal moves into a Secret; a reference to one stays a reference. */
    Optional<Credential> credential(
            String key, Tree holder, String field, Tree reference, String name, String keyName, String usual) {
        Optional<String> referred = reference.text(name);
        if (referred.isPresent()) {
            return Optional.of(
                    Credential.from(referred.get(), reference.text(keyName).orElse(usual)));
        }
        Tree from = holder.tree(field, "valueFrom", "secretKeyRef");
        if (!from.empty()) {
            return Optional.of(Credential.from(
                    from.text("name").orElse(""), from.text("key").orElse(usual)));
        }
        return holder.text(field).map(text -> literal(key, text));
    }

    Credential literal(String key, String text) {
        texts.put(key, text);
        return Credential.from(secret, key);
    }

    List<Secret> secrets() {
        return texts.isEmpty()
                ? List.of()
                : List.of(new SecretBuilder()
                        .withNewMetadata()
                        .withName(secret)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withType("Opaque")
                        .withStringData(texts)
                        .build());
    }

    List<String> report() {
        return List.copyOf(report);
    }
}
