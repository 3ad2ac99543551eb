package dev.bulwark.order;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.bulwark.order", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Nullness annotations aside: they are remarks to the compiler. */
    @ArchTest
    static final ArchRule THE_DOMAIN_KNOWS_ONLY_JAVA = classes()
            .that()
            .resideInAPackage("dev.bulwark.order.domain")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.bulwark.order.domain", "org.jspecify.annotations");

    @ArchTest
    static final ArchRule ADAPTERS_ARE_NOBODY_ELSES_BUSINESS = classes()
            .that()
            .resideInAnyPackage("..web", "..messaging")
            .and()
            .doNotHaveSimpleName("OrderMessages") // wires the write side without a context, for the simulation
            .should()
            .notBePublic();

    /** What a store shows: its port, the values that go in and out, and what it throws. How it is kept is its own business. */
    @ArchTest
    static final ArchRule A_STORE_SHOWS_ITS_PORT_AND_ITS_VALUES = classes()
            .that()
            .resideInAnyPackage("..log", "..view", "..keys", "..catalogue")
            .and()
            .areNotInterfaces()
            .and()
            .areNotRecords()
            .and()
            .areNotAssignableTo(Throwable.class)
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.bulwark.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_WIRE_STAYS_IN_ITS_ADAPTERS = noClasses()
            .that()
            .resideOutsideOfPackages("..messaging", "..view", "..keys")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.bulwark.contracts..");

    @ArchTest
    static final ArchRule NO_OTHER_SERVICE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.bulwark.payment..",
                    "dev.bulwark.inventory..",
                    "dev.bulwark.shipping..",
                    "dev.bulwark.saga..",
                    "dev.bulwark.gateway..",
                    "dev.bulwark.simulators..");

    @ArchTest
    static final ArchRule NO_BARE_CLOCK_OR_RANDOM_ID = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
