package dev.bulwark.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The picture of the modules in {@code docs/architecture.md} shows what the build files say, and nothing else. */
class ArchitecturePictureTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern ARROW = Pattern.compile("^ +([a-z-]+) --> ([a-z-]+)$", Pattern.MULTILINE);

    @Test
    void showsTheModulesAndWhatTheyNeed() throws IOException {
        Matcher arrows = ARROW.matcher(Files.readString(ROOT.resolve("docs/architecture.md")));
        Set<String> drawn = arrows.results()
                .map(arrow -> arrow.group(1) + " --> " + arrow.group(2))
                .collect(Collectors.toSet());

        assertThat(drawn).isEqualTo(arrowsOf(dependencies()));
    }

    /** What each module outside {@code testing} needs to compile or to run, by the names of their folders. */
    private static Map<String, Set<String>> dependencies() throws IOException {
        Map<String, String> folders = new TreeMap<>();
        Map<String, String> poms = new TreeMap<>();
        Matcher modules = MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")));
        while (modules.find()) {
            Path folder = Path.of(modules.group(1));
            if (!folder.startsWith("testing")) {
                String pom = Files.readString(ROOT.resolve(folder).resolve("pom.xml"));
                String name = folder.getFileName().toString();
                folders.put(ownArtifact(pom), name);
                poms.put(name, pom);
            }
        }
        Map<String, Set<String>> needed = new TreeMap<>();
        poms.forEach((name, pom) -> needed.put(
                name,
                DEPENDENCY
                        .matcher(pom)
                        .results()
                        .map(dependency -> dependency.group(1))
                        .filter(dependency -> dependency.contains("<groupId>dev.bulwark</groupId>"))
                        .filter(dependency -> !dependency.contains("<scope>test</scope>"))
                        .map(ArchitecturePictureTest::artifact)
                        .map(folders::get)
                        .collect(Collectors.toCollection(TreeSet::new))));
        return needed;
    }

    /** The arrows that don't follow from others. */
    private static Set<String> arrowsOf(Map<String, Set<String>> needed) {
        Set<String> arrows = new TreeSet<>();
        needed.forEach((module, all) -> all.stream()
                .filter(one -> all.stream().noneMatch(other -> reaches(needed, other, one)))
                .forEach(one -> arrows.add(module + " --> " + one)));
        return arrows;
    }

    private static boolean reaches(Map<String, Set<String>> needed, String from, String to) {
        Set<String> next = needed.getOrDefault(from, Set.of());
        return next.contains(to) || next.stream().anyMatch(one -> reaches(needed, one, to));
    }

    private static String ownArtifact(String pom) {
        return artifact(pom.substring(pom.indexOf("</parent>")));
    }

    private static String artifact(String xml) {
        Matcher artifact = ARTIFACT.matcher(xml);
        assertThat(artifact.find()).as(xml).isTrue();
        return artifact.group(1);
    }
}
