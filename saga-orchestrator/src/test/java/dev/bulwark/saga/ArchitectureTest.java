package dev.bulwark.saga;

import java.time.Instant;
import java.util.UUID;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.bulwark.saga", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.bulwark.saga";

    @ArchTest
    static final ArchRule the_domain_imports_java_only = classes()
            .that()
            .resideInAPackage(ROOT + ".domain")
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", ROOT + ".domain");

    @ArchTest
    static final ArchRule wire_records_stay_in_messaging = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".messaging")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.bulwark.contracts..");

    @ArchTest
    static final ArchRule adapters_know_nothing_of_each_other =
            slices().matching(ROOT + ".(web|messaging|persistence)").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule use_cases_know_no_adapter = noClasses()
            .that()
            .resideInAnyPackage(ROOT, ROOT + ".domain")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".web", ROOT + ".messaging", ROOT + ".persistence");

    @ArchTest
    static final ArchRule time_and_ids_are_injected = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(UUID.class, "randomUUID");
}
