package dev.bulwark.standalone;

import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.bulwark.order.OrderServiceApplication;
import dev.bulwark.standalone.planted.BareThreads;
import dev.bulwark.standalone.planted.Trespasser;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** Boundaries between modules, which only this module sees all of. Each rule is shown a violation first. */
class ArchitectureTest {

    private static final String[] SERVICES = {
        "order", "payment", "inventory", "shipping", "saga", "gateway", "simulators"
    };

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.bulwark");

    private static final ArchRule ONLY_APPLICATION_CLASSES = noClasses()
            .that()
            .resideInAPackage("dev.bulwark.standalone..")
            .should()
            .dependOnClassesThat(insideAService().and(DescribedPredicate.not(simpleNameEndingWith("Application"))));

    @Test
    void standaloneKnowsOnlyTheModulesApplicationClasses() {
        JavaClasses trespasser = new ClassFileImporter().importClasses(Trespasser.class);
        assertThat(ONLY_APPLICATION_CLASSES.evaluate(trespasser).hasViolation())
                .as("red once")
                .isTrue();
        ONLY_APPLICATION_CLASSES.check(ALL);
    }

    /**
     * A thread of one's own can die silently; a loop is seen. Exempt is who makes the loops' threads, the timer that closes the sockets of calls out of time, and
     * the launcher with its embedded servers, which starts processes and ends with them.
     */
    private static final ArchRule NO_BARE_THREADS = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.bulwark.platform.core.background..",
                    "dev.bulwark.standalone",
                    "dev.bulwark.standalone.embedded..",
                    "dev.bulwark.testing..")
            .and()
            .doNotHaveFullyQualifiedName("dev.bulwark.platform.calls.client.BoundedHttpClient")
            .should()
            .callMethodWhere(describe("makes a thread", call -> makesThread(call.getTargetOwner(), call.getName())))
            .orShould()
            .callConstructorWhere(describe("makes a thread", call -> isThreadOrExecutor(call.getTargetOwner())));

    private static boolean makesThread(JavaClass owner, String method) {
        return owner.isEquivalentTo(Executors.class)
                || owner.isEquivalentTo(Thread.class)
                        && Set.of("ofVirtual", "ofPlatform", "startVirtualThread")
                                .contains(method)
                || owner.isEquivalentTo(CompletableFuture.class)
                        && Set.of("runAsync", "supplyAsync").contains(method);
    }

    private static boolean isThreadOrExecutor(JavaClass owner) {
        return owner.isAssignableTo(Thread.class)
                || owner.isAssignableTo(Timer.class)
                || owner.isAssignableTo(Executor.class)
                || owner.isAssignableTo("org.springframework.scheduling.TaskScheduler");
    }

    @Test
    void nobodyStartsAThreadOutsideTheLoops() {
        for (Class<?> planted :
                List.of(BareThreads.OfThread.class, BareThreads.OfExecutor.class, BareThreads.OfBuilder.class)) {
            assertThat(NO_BARE_THREADS
                            .evaluate(new ClassFileImporter().importClasses(planted))
                            .hasViolation())
                    .as("red once: " + planted)
                    .isTrue();
        }
        NO_BARE_THREADS.check(ALL);
    }

    @Test
    void noServiceImportsAnother() {
        for (String service : SERVICES) {
            ArchRule rule = noClasses()
                    .that()
                    .resideInAPackage("dev.bulwark." + service + "..")
                    .should()
                    .dependOnClassesThat(insideAService()
                            .and(DescribedPredicate.not(resideInAPackage("dev.bulwark." + service + ".."))));
            rule.check(ALL);
        }
        ArchRule planted = noClasses()
                .that()
                .resideInAPackage("dev.bulwark.standalone.planted")
                .should()
                .dependOnClassesThat(insideAService());
        assertThat(planted.evaluate(new ClassFileImporter().importClasses(Trespasser.class))
                        .hasViolation())
                .as("red once")
                .isTrue();
    }

    /** What both need is in platform-core: one token verifier, one parser of deadlines and traces, one shape of problems. */
    @Test
    void theGatewayHasNoClassThatPlatformHas() {
        Set<String> platform = namesIn("dev.bulwark.platform");
        assertThat(platform).contains("TokenVerifier", "TraceContext", "DeadlineHeaders", "Problem");
        assertThat(namesIn("dev.bulwark.gateway")).isNotEmpty().doesNotContainAnyElementsOf(platform);
    }

    private static Set<String> namesIn(String module) {
        return ALL.stream()
                .filter(type -> type.getPackageName().startsWith(module) && type.isTopLevelClass())
                .map(JavaClass::getSimpleName)
                .filter(name -> !name.equals("package-info"))
                .collect(Collectors.toSet());
    }

    @Test
    void theImportSawTheServices() {
        assertThat(ALL.contain(OrderServiceApplication.class)).isTrue();
        assertThat(ALL.size()).isGreaterThan(500);
    }

    private static DescribedPredicate<JavaClass> insideAService() {
        Set<String> services = Set.of(SERVICES);
        return DescribedPredicate.describe("reside in a service", type -> {
            String[] parts = type.getPackageName().split("\\.", -1);
            return parts.length > 2
                    && parts[0].equals("dev")
                    && parts[1].equals("bulwark")
                    && services.contains(parts[2]);
        });
    }
}
