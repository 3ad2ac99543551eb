package dev.bulwark.acceptance.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What the process of a module that runs now has printed; its successor begins anew. */
public record ModuleOutput(Path file) {

    public boolean says(String words) {
        try {
            return Files.readString(file).contains(words);
        } catch (NoSuchFileException e) {
            return false; // not started yet
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException if it hasn't said so */
    public void mustSay(String words) {
        if (!says(words)) {
            throw new IllegalStateException(file + " doesn't say '" + words + "'");
        }
    }
}
