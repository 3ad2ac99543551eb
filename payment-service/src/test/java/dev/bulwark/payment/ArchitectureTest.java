package dev.bulwark.payment;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.bulwark.payment", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.bulwark.payment";

    @ArchTest
    static final ArchRule domain_imports_java_only = classes()
            .that()
            .resideInAPackage(ROOT + ".domain")
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", ROOT + ".domain");

    @ArchTest
    static final ArchRule wire_records_stay_in_messaging = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".messaging")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.bulwark.contracts..");

    @ArchTest
    static final ArchRule adapters_know_nothing_of_each_other = slices().matching(
                    ROOT + ".(web|messaging|persistence|psp)")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule use_cases_know_no_adapter = noClasses()
            .that()
            .resideInAnyPackage(ROOT, ROOT + ".domain")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".web", ROOT + ".messaging", ROOT + ".persistence", ROOT + ".psp");

    @ArchTest
    static final ArchRule time_and_ids_are_injected = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(UUID.class, "randomUUID");
}
