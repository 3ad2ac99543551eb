package dev.bulwark.benchmarks;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How to run the saga benchmark.
 *
 * @param equalPath leave out the gateway and the calls to PSP and carrier, for comparison with platforms that have none
 * @param orders of a saturated run; half of it in each warm-up
 * @param underWay orders of a saturated run that are under way at once, at most
 * @param warmUpRounds before anything is measured: the JIT needs tens of thousands of orders
 * @param runs saturated runs measured
 * @param rate orders a second of the open-loop run
 * @param duration of the open-loop run
 */
record BenchOptions(
        boolean equalPath,
        int orders,
        int underWay,
        int warmUpRounds,
        int runs,
        int rate,
        Duration duration,
        Path output) {

    String path() {
        return equalPath ? "equal path" : "full path";
    }
}
