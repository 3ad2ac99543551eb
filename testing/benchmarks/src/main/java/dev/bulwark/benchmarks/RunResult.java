package dev.bulwark.benchmarks;

import java.util.List;

/**
 * One measured run.
 *
 * @param cpu of the platform and its servers
 * @param generatorSeconds CPU of the load generator, part of the total
 * @param problems why it doesn't count; empty if it does
 */
record RunResult(
        String name,
        Orders orders,
        OrderLoad load,
        CpuTime cpu,
        double generatorSeconds,
        Counters counters,
        List<String> problems) {

    boolean counts() {
        return problems.isEmpty();
    }

    double sagasPerSecond() {
        return orders.ended() / orders.seconds();
    }

    double cpuSecondsPerThousand() {
        return (cpu.total() + generatorSeconds) * 1000 / Math.max(1, orders.ended());
    }

    double perSaga(long count) {
        return count / (double) Math.max(1, orders.ended());
    }

    String summary() {
        return "%s: %d orders, %.0f sagas/s, %.2f CPU-s per 1 000, p50 %.0f ms, p99 %.0f ms%s"
                .formatted(
                        name,
                        orders.ended(),
                        sagasPerSecond(),
                        cpuSecondsPerThousand(),
                        orders.p50Millis(),
                        orders.p99Millis(),
                        counts() ? "" : "  DOES NOT COUNT: " + String.join("; ", problems));
    }
}
