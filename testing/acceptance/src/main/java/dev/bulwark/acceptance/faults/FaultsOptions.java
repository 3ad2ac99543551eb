package dev.bulwark.acceptance.faults;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param faults in the order in which they are injected
 * @param report null: none is written
 * @param results lines that are there already for this commit aren't run again
 */
record FaultsOptions(
        List<Fault> faults,
        int seeds,
        long firstSeed,
        int rate,
        boolean list,
        Path results,
        @Nullable Path report) {}
