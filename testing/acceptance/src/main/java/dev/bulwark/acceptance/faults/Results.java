package dev.bulwark.acceptance.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import dev.bulwark.acceptance.client.Json;

/** The results file: only ever added to, a line for each run, failing ones too. */
final class Results {

    private final Path file;
    private final List<Outcome> outcomes;

    private Results(Path file, List<Outcome> outcomes) {
        this.file = file;
        this.outcomes = outcomes;
    }

    /** Those that were there before, and those still to come. */
    static Results in(Path file) {
        try {
            List<Outcome> outcomes = new ArrayList<>();
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    outcomes.add(Json.read(line, Outcome.class));
                }
            }
            return new Results(file, outcomes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String fault, long seed, String commit) {
        return of(fault, commit).stream().anyMatch(outcome -> outcome.seed() == seed);
    }

    /** Of every seed. */
    List<Outcome> of(String fault, String commit) {
        return outcomes.stream()
                .filter(outcome ->
                        outcome.fault().equals(fault) && outcome.commit().equals(commit))
                .toList();
    }

    void add(Outcome outcome) {
        outcomes.add(outcome);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, Json.text(outcome) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }
}
