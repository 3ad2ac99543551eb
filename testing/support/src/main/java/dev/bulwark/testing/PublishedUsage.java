package dev.bulwark.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The usage texts in {@code launcher/usage}. The launcher prints them and checks arguments by them before anything is built, so they must
 * be what the commands themselves print.
 *
 * <p>With the system property {@code bulwark.usage.write=true} a text that differs is written instead of refused.
 */
public final class PublishedUsage {

    private static final Path ROOT = root();

    private PublishedUsage() {}

    /**
     * @param name of the file, without its extension
     * @param usage what the command prints
     * @throws AssertionError if the file says something else
     */
    public static void assertIs(String name, String usage) {
        Path file = ROOT.resolve("launcher/usage").resolve(name + ".txt");
        try {
            String published = Files.exists(file) ? Files.readString(file) : "";
            if (published.equals(usage)) {
                return;
            }
            if (Boolean.getBoolean("bulwark.usage.write")) {
                Files.writeString(file, usage);
                return;
            }
            throw new AssertionError(
                    file + " is not what the command prints; run this test with -Dbulwark.usage.write=true."
                            + "\nPublished:\n" + published + "\nPrinted:\n" + usage);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.isRegularFile(directory.resolve("bulwark"))) {
            directory = directory.getParent();
        }
        if (directory == null) {
            throw new IllegalStateException(
                    "no directory above " + Path.of("").toAbsolutePath() + " holds the launcher");
        }
        return directory;
    }
}
