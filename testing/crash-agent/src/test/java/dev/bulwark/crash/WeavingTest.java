package dev.bulwark.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** On the classes that production runs. */
class WeavingTest {

    private static final ClassLoader LOADER = WeavingTest.class.getClassLoader();
    private static final List<String> CLOCK_FACTORIES = ShiftedClock.FACTORIES;

    @ParameterizedTest
    @EnumSource(CrashPoint.class)
    void everyPointIsInItsClassAndIsPassed(CrashPoint point) {
        byte[] original = classFile(point.site().className());
        Change change = Change.passing(point);

        byte[] woven = Weaver.woven(original, LOADER, List.of(change));

        assertThat(faults(woven)).isEmpty();
        assertThat(calls(woven, change, "passed"))
                .isEqualTo(point.site().position() == Site.Position.BEFORE ? 1 : returns(original, change))
                .isPositive();
    }

    @ParameterizedTest
    @FieldSource("CLOCK_FACTORIES")
    void everyClockIsShifted(String factory) {
        Change change = Change.shiftingClockOf(factory);

        byte[] woven = Weaver.woven(classFile(factory), LOADER, List.of(change));

        assertThat(faults(woven)).isEmpty();
        assertThat(calls(woven, change, "shifted")).isEqualTo(1);
    }

    @Test
    void noApplicationMakesItsClockElsewhere() throws Exception {
        List<String> factories = new ArrayList<>();
        for (URL root : Collections.list(LOADER.getResources("dev/bulwark"))) {
            eachClass(root.toURI(), model -> {
                if (model.methods().stream().anyMatch(WeavingTest::makesClockBean)) {
                    factories.add(model.thisClass().asInternalName().replace('/', '.'));
                }
            });
        }

        assertThat(factories).containsExactlyInAnyOrderElementsOf(ShiftedClock.FACTORIES);
    }

    @Test
    void severalPointsOfAClassAreWovenTogether() {
        List<Change> changes =
                List.of(Change.passing(CrashPoint.RELAY_BEFORE_SEND), Change.passing(CrashPoint.RELAY_AFTER_SEND));
        byte[] original = classFile(CrashPoint.RELAY_AFTER_SEND.site().className());

        byte[] woven = Weaver.woven(original, LOADER, changes);

        assertThat(faults(woven)).isEmpty();
        assertThat(calls(woven, changes.getFirst(), "passed")).isEqualTo(1 + returns(original, changes.getLast()));
    }

    @Test
    void aMethodThatIsNotThereIsNoPoint() {
        String name = CrashPoint.class.getName();

        assertThatIllegalStateException()
                .isThrownBy(() -> Weaver.woven(
                        classFile(name), LOADER, List.of(new Change(name, "absent", (code, e) -> code.with(e)))))
                .withMessageContaining(name + " has 0 methods absent");
    }

    private static byte[] classFile(String className) {
        try (InputStream file = LOADER.getResourceAsStream(className.replace('.', '/') + ".class")) {
            assertThat(file).as(className).isNotNull();
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<VerifyError> faults(byte[] woven) {
        return ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(LOADER)))
                .verify(woven);
    }

    private static long calls(byte[] classFile, Change change, String hook) {
        return code(classFile, change)
                .filter(element -> element instanceof InvokeInstruction call
                        && call.owner().asInternalName().startsWith("dev/bulwark/crash/")
                        && call.name().equalsString(hook))
                .count();
    }

    private static long returns(byte[] classFile, Change change) {
        return code(classFile, change)
                .filter(ReturnInstruction.class::isInstance)
                .count();
    }

    private static Stream<?> code(byte[] classFile, Change change) {
        return ClassFile.of().parse(classFile).methods().stream()
                .filter(change::isOf)
                .flatMap(method -> method.code().orElseThrow().elementStream());
    }

    private static boolean makesClockBean(MethodModel method) {
        return method.methodTypeSymbol().returnType().descriptorString().equals(Clock.class.descriptorString())
                && method.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                        .flatMap(found -> found.annotations().stream())
                        .anyMatch(annotation ->
                                annotation.className().equalsString("Lorg/springframework/context/annotation/Bean;"));
    }

    private static void eachClass(URI root, Consumer<ClassModel> action) throws IOException, URISyntaxException {
        if (root.getScheme().equals("jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(root, Map.of())) {
                eachClass(jar.getPath("/dev/bulwark"), action);
            }
        } else {
            eachClass(Path.of(root), action);
        }
    }

    private static void eachClass(Path root, Consumer<ClassModel> action) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                action.accept(ClassFile.of().parse(Files.readAllBytes(file)));
            }
        }
    }
}
