package dev.bulwark.order;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Keeps {@code docs/architecture/way-of-an-order.md} true. */
class WayOfAnOrderTest {

    private static final Path PAGE = Path.of("docs/architecture/way-of-an-order.md");
    private static final int MAX_CLASSES = 20;
    private static final int MAX_SHAPES = 7;

    private static final Pattern ROW = Pattern.compile("\\| \\d+ \\| \\[`([\\w.]+)`]\\(([^)]+\\.java)\\) .*");

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.bulwark");

    private final String page = read();
    private final List<JavaClass> way = table("## Classes");
    private final List<JavaClass> shapes = table("## Shapes of the order");

    @Test
    void theWayIsShort() {
        assertThat(way).hasSizeBetween(2, MAX_CLASSES).doesNotHaveDuplicates();
        assertThat(shapes).hasSizeBetween(2, MAX_SHAPES).doesNotHaveDuplicates();
    }

    @Test
    void itBeginsAtTheControllerAndEndsAtTheOutbox() {
        assertThat(way.getFirst().getSimpleName()).isEqualTo("OrderController");
        assertThat(way.getLast().getSimpleName()).isEqualTo("JdbcOutbox");
        assertThat(shapes.getLast().getSimpleName()).isEqualTo("OutgoingMessage");
    }

    @Test
    void eachClassIsReachedFromOneAboveIt() {
        for (int i = 1; i < way.size(); i++) {
            JavaClass next = way.get(i);
            assertThat(way.subList(0, i))
                    .as("who leads to %s", next.getSimpleName())
                    .anyMatch(above -> leadsTo(above, next));
        }
    }

    /** The domain aside: it is pure and calls nobody, and the event store folds with it. */
    @Test
    void noneLeadsBack() {
        for (int i = 1; i < way.size(); i++) {
            JavaClass from = way.get(i);
            assertThat(way.subList(0, i).stream()
                            .filter(above -> !above.getPackageName().endsWith(".domain"))
                            .filter(above -> leadsTo(from, above)))
                    .as("where %s leads back to", from.getSimpleName())
                    .isEmpty();
        }
    }

    @Test
    void eachShapeIsMadeOfTheOneBeforeByAClassOnTheWayOrByItself() {
        for (int i = 1; i < shapes.size(); i++) {
            JavaClass before = shapes.get(i - 1);
            JavaClass after = shapes.get(i);
            assertThat(way)
                    .as("who makes %s of %s", after.getSimpleName(), before.getSimpleName())
                    .anyMatch(made -> leadsTo(made, before) && leadsTo(made, after));
        }
    }

    @Test
    void thePictureShowsTheClassesAndOnlyWaysThatExist() {
        Set<String> drawn = page.lines()
                .filter(line -> line.contains(" --> "))
                .flatMap(line -> Stream.of(line.strip().split(" --> ")))
                .collect(Collectors.toSet());
        assertThat(drawn)
                .containsExactlyInAnyOrderElementsOf(
                        way.stream().map(JavaClass::getSimpleName).toList());
        page.lines().filter(line -> line.contains(" --> ")).forEach(line -> {
            String[] names = line.strip().split(" --> ");
            for (int i = 1; i < names.length; i++) {
                assertThat(leadsTo(named(names[i - 1]), named(names[i])))
                        .as(names[i - 1] + " --> " + names[i])
                        .isTrue();
            }
        });
    }

    private JavaClass named(String simpleName) {
        return way.stream()
                .filter(type -> type.getSimpleName().equals(simpleName))
                .findFirst()
                .orElseThrow();
    }

    /** Directly, through a port that {@code to} implements, or through a value that carries the call. */
    private static boolean leadsTo(JavaClass from, JavaClass to) {
        Set<JavaClass> ports = Stream.concat(Stream.of(to), to.getAllRawInterfaces().stream())
                .filter(type -> type.getPackageName().startsWith("dev.bulwark"))
                .collect(Collectors.toSet());
        return targets(from)
                .anyMatch(target -> ports.contains(target)
                        || (target.isRecord() && targets(target).anyMatch(ports::contains)));
    }

    private static Stream<JavaClass> targets(JavaClass from) {
        return from.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType);
    }

    private List<JavaClass> table(String heading) {
        String section = page.substring(page.indexOf(heading) + heading.length());
        int end = section.indexOf("\n## ");
        List<JavaClass> rows = new ArrayList<>();
        (end < 0 ? section : section.substring(0, end)).lines().forEach(line -> {
            var row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(resolve(row.group(1), row.group(2)));
            }
        });
        return rows;
    }

    /** The class in the file that the row links to. */
    private static JavaClass resolve(String name, String link) {
        assertThat(root().resolve(PAGE).getParent().resolve(link))
                .as("the link of " + name)
                .exists();
        String outer = link.substring(link.indexOf("/java/") + "/java/".length(), link.length() - ".java".length())
                .replace('/', '.');
        String type = outer.substring(0, outer.lastIndexOf('.') + 1) + name.replace('.', '$');
        assertThat(CODE.contain(type)).as(type).isTrue();
        return CODE.get(type);
    }

    private static String read() {
        try {
            return Files.readString(root().resolve(PAGE));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tests run in the module's folder or in the project's. */
    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve(PAGE)) ? here : here.getParent();
    }
}
