package dev.selvedge.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that say what was made before; UPDATE_GOLDEN=1 takes a change over. */
public final class Golden {

    public static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    public static final Path CRDS = REPOSITORY.resolve("deploy/helm/selvedge-operator/files/crds");
    public static final Path FILES = Path.of("src/test/resources/golden");

    /** Maps sorted by key, so that the text does not depend on the order they were made in. */
    private static final ObjectMapper SORTED = YAMLMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private Golden() {}

    public static String yaml(HasMetadata object) throws IOException {
        return SORTED.writeValueAsString(SORTED.readValue(Serialization.asYaml(object), Object.class));
    }

    public static void compare(Path file, String made) throws IOException {
        if (System.getenv("UPDATE_GOLDEN") != null) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, made);
        }
        assertThat(file).as("UPDATE_GOLDEN=1 writes it").exists();
        assertThat(made).as("UPDATE_GOLDEN=1 takes the change over").isEqualTo(Files.readString(file));
    }
}
