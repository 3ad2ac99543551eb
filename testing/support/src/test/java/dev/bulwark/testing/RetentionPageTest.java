package dev.bulwark.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code docs/retention.md} says of every table what bounds it. */
class RetentionPageTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path PAGE = ROOT.resolve("docs").resolve("retention.md");
    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");
    private static final Pattern CREATE =
            Pattern.compile("(?im)^\\s*CREATE\\s+(?:UNLOGGED\\s+)?TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?\"?(\\w+)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| .{4,} \\|$");

    @Test
    void namesEveryTableThatAMigrationMakesAndNoOther() throws IOException {
        Set<String> made = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(RetentionPageTest::isMigration).toList()) {
                made.addAll(find(CREATE, Files.readString(file)));
            }
        }
        assertThat(made).as("the migrations are found at all").contains("outbox", "saga", "order_event", "charge");
        assertThat(find(ROW, Files.readString(PAGE))).isEqualTo(made);
    }

    private static boolean isMigration(Path file) {
        return file.toString().contains(MIGRATIONS.toString())
                && file.getFileName().toString().endsWith(".sql");
    }

    private static Set<String> find(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1).toLowerCase(Locale.ROOT));
        }
        return found;
    }
}
