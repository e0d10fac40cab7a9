package dev.selvedge.operator.cli;

import dev.selvedge.operator.importing.Imported;
import dev.selvedge.operator.importing.Importer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what to apply on standard output, and what to read before on standard error. */
@Command(
        name = "import",
        description = "Read a WeightsAndBiases resource and print the same installation as a Selvedge resource.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    @Option(names = "--from", required = true, description = "Name of the WeightsAndBiases resource.")
    private String from;

    @Option(
            names = {"-n", "--namespace"},
            required = true,
            description = "Its namespace.")
    private String namespace;

    @Option(
            names = "--name",
            description = "Name of the new resource; default ${DEFAULT-VALUE}.",
            defaultValue = "selvedge")
    private String name;

    @Option(names = "--server-version", required = true, description = "Tag or digest of the server image.")
    private String version;

    @Override
    public Integer call() {
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            Optional<GenericKubernetesResource> source = find(client);
            if (source.isEmpty()) {
                System.err.println("There is no WeightsAndBiases " + from + " in " + namespace + ".");
                return 1;
            }
            print(new Importer((secret, key) -> text(client, secret, key)).read(source.get(), name, version));
            return 0;
        } catch (KubernetesClientException e) {
            System.err.println("The cluster does not answer: " + e.getMessage());
            return 1;
        }
    }

    /** Their newer controller serves both versions; the newer one says more. */
    private Optional<GenericKubernetesResource> find(KubernetesClient client) {
        return Stream.of("v2", "v1")
                .map(version -> client.genericKubernetesResources(kind(version))
                        .inNamespace(namespace)
                        .withName(from)
                        .get())
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Named in full, so that a cluster without the kind or the version is one without the resource. */
    private static ResourceDefinitionContext kind(String version) {
        return new ResourceDefinitionContext.Builder()
                .withGroup("apps.wandb.com")
                .withVersion(version)
                .withKind("WeightsAndBiases")
                .withPlural("weightsandbiases")
                .withNamespaced(true)
                .build();
    }

    private Optional<String> text(KubernetesClient client, String secret, String key) {
        Secret found = client.secrets().inNamespace(namespace).withName(secret).get();
        return Optional.ofNullable(found)
                .map(Secret::getData)
                .map(data -> data.get(key))
                .map(data -> new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8));
    }

    private static void print(Imported imported) {
        imported.secrets().forEach(secret -> System.out.print(Serialization.asYaml(secret)));
        System.out.print(Serialization.asYaml(imported.resource()));
        imported.report().forEach(line -> System.err.println("- " + line));
    }
}
