package dev.selvedge.operator.api;

import dev.selvedge.operator.Golden;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrdTest {

    private static final String NOTE =
            "# Made from the records of operator/…/api by CrdTest; UPDATE_GOLDEN=1 takes a change over.\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(classes = {Selvedge.class, SelvedgeBackup.class, SelvedgeRestore.class})
    void theSchemaThatIsCheckedInIsThatOfTheRecords(Class<? extends CustomResource<?, ?>> type) throws IOException {
        new CRDGenerator()
                .customResourceClasses(type)
                .forCRDVersions("v1")
                .inOutputDir(folder.toFile())
                .generate();
        String name = type.getSimpleName().toLowerCase(java.util.Locale.ROOT) + "s";
        String made = Files.readString(folder.resolve(name + ".selvedge.dev-v1.yml"));
        CustomResourceDefinition definition = Serialization.unmarshal(made, CustomResourceDefinition.class);
        definition.getSpec().getVersions().forEach(version -> inOrder(type, version.getAdditionalPrinterColumns()));
        Golden.compare(Golden.CRDS.resolve(name + ".yaml"), NOTE + Serialization.asYaml(definition));
    }

    /** As they are written in the class; the generator sorts them by path. */
    private static void inOrder(Class<?> type, List<CustomResourceColumnDefinition> columns) {
        List<String> names = Arrays.stream(type.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
        columns.sort(Comparator.comparing(column -> names.indexOf(column.getName())));
    }
}
