package dev.selvedge.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.selvedge.operator.reconcile.Decider;
import io.fabric8.kubernetes.client.KubernetesClient;

@AnalyzeClasses(packages = "dev.selvedge.operator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule objectsAreMadeWithoutACluster = noClasses()
            .that()
            .resideInAnyPackage("..api..", "..desired..", "..importing..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(KubernetesClient.class);

    @ArchTest
    static final ArchRule decisionsAreMadeWithoutACluster = noClasses()
            .that()
            .haveNameMatching(
                    ".*\\.(Decider.*|Upgrades|Dependencies|EntranceCheck|StorageCheck|BackupCheck|Summary|Conditions)")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(KubernetesClient.class);

    @ArchTest
    static final ArchRule objectsKnowNothingOfDecisions = noClasses()
            .that()
            .resideInAnyPackage("..api..", "..desired..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(Decider.class.getPackageName());
}
