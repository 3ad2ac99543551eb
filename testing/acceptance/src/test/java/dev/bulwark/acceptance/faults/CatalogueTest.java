package dev.bulwark.acceptance.faults;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.bulwark.crash.CrashPoint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CatalogueTest {

    /** Passed only while an operator redrives; {@code poison} has one, and nobody who would be killed at it. */
    private static final Set<CrashPoint> LEFT_OUT =
            EnumSet.of(CrashPoint.REDRIVE_BEFORE_COMMIT, CrashPoint.REDRIVE_AFTER_COMMIT);

    @Test
    void everyCrashPointButThoseLeftOutHasItsFault() {
        List<String> expected = Arrays.stream(CrashPoint.values())
                .filter(point -> !LEFT_OUT.contains(point))
                .map(point -> "crash-" + point.pointName())
                .toList();

        assertThat(Catalogue.all().keySet().stream().filter(name -> name.startsWith("crash-")))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void theUndisturbedRunComesFirstForTheOthersAreComparedWithIt() {
        assertThat(Catalogue.all().keySet()).first().isEqualTo(Catalogue.CONTROL);
    }
}
