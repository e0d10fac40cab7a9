package dev.selvedge.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** The arrows of ARCHITECTURE.md that the module graph alone does not forbid. */
@AnalyzeClasses(packages = "dev.selvedge", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule platformKnowsNoRoom = noClasses()
            .that()
            .resideInAPackage("..platform..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..domain..", "..wire..", "..storage..", "..server..");

    @ArchTest
    static final ArchRule domainKnowsNoFrameworkNoSqlNoHttp = noClasses()
            .that()
            .resideInAPackage("dev.selvedge.domain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "org.jooq..",
                    "java.sql..",
                    "javax.sql..",
                    "jakarta.servlet..",
                    "dev.selvedge.wire..",
                    "dev.selvedge.storage..",
                    "dev.selvedge.server..",
                    "graphql..");

    @ArchTest
    static final ArchRule wireKnowsNoBackend = noClasses()
            .that()
            .resideInAPackage("dev.selvedge.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.selvedge.storage..", "dev.selvedge.server..", "org.jooq..", "java.sql..");

    @ArchTest
    static final ArchRule storageKnowsNoProtocol = noClasses()
            .that()
            .resideInAPackage("dev.selvedge.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.selvedge.wire..", "dev.selvedge.server..", "org.springframework..");

    @ArchTest
    static final ArchRule backendsDoNotKnowEachOther = slices().matching("dev.selvedge.storage.(sql|objects|history)..")
            .should()
            .notDependOnEachOther();

    /** The build finds out once which parts a server has; see {@link SelvedgeServer#startAsBuilt}. */
    @ArchTest
    static final ArchRule noPartDependsOnACondition =
            noClasses().that().resideInAPackage("dev.selvedge..").should().beMetaAnnotatedWith(Conditional.class);

    @ArchTest
    static final ArchRule noPartIsThereOnlySometimes = noMethods()
            .that()
            .areAnnotatedWith(Bean.class)
            .should()
            .beMetaAnnotatedWith(Conditional.class)
            .orShould()
            .haveRawReturnType(Optional.class);
}
