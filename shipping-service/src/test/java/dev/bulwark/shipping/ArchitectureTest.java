package dev.bulwark.shipping;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.bulwark.shipping", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.bulwark.shipping";

    @ArchTest
    static final ArchRule domain_imports_java_only = classes()
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
    static final ArchRule only_the_carrier_package_knows_the_format = classes()
            .that()
            .resideInAPackage(ROOT + ".carrier")
            .and()
            .areTopLevelClasses()
            .should()
            .bePackagePrivate()
            .andShould()
            .onlyHaveDependentClassesThat()
            .resideInAPackage(ROOT + ".carrier");

    @ArchTest
    static final ArchRule only_the_carrier_package_speaks_its_http = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".carrier")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.hc..");

    @ArchTest
    static final ArchRule the_carrier_package_knows_no_state = noClasses()
            .that()
            .resideInAPackage(ROOT + ".carrier")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".domain");

    @ArchTest
    static final ArchRule adapters_know_nothing_of_each_other = slices().matching(
                    ROOT + ".(web|messaging|persistence|carrier)")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule use_cases_know_no_adapter = noClasses()
            .that()
            .resideInAnyPackage(ROOT, ROOT + ".domain")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".web", ROOT + ".messaging", ROOT + ".persistence", ROOT + ".carrier");

    @ArchTest
    static final ArchRule no_other_service = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.bulwark.order..",
                    "dev.bulwark.payment..",
                    "dev.bulwark.inventory..",
                    "dev.bulwark.saga..",
                    "dev.bulwark.simulators..");

    @ArchTest
    static final ArchRule time_and_ids_are_injected = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(UUID.class, "randomUUID");
}
