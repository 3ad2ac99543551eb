package dev.bulwark.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * CPU time as the operating system booked it, in seconds, by what used it.
 *
 * <p>From {@code /proc}: of every process below the platform's, PostgreSQL's backends by their database, the JVM's threads by what they are for.
 * Threads and processes that ended between two snapshots are missed in the parts, but not in the total: a parent's time includes its dead children's.
 */
record CpuTime(double total, Map<String, Double> byPart) {

    private static final double TICKS_PER_SECOND = 100.0;

    /** @param postmaster file with the process id of PostgreSQL, which is nobody's child; need not exist */
    static CpuTime of(ProcessHandle platform, Path postmaster) {
        Map<String, Double> parts = new TreeMap<>();
        double[] total = {0};
        Stream<ProcessHandle> processes = Stream.concat(Stream.of(platform), database(postmaster))
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .distinct();
        processes.forEach(process -> {
            double seconds = seconds(Path.of("/proc/" + process.pid() + "/stat"), true);
            total[0] += seconds;
            if (isJava(process)) {
                threads(process, parts);
            } else {
                parts.merge("postgres", seconds, Double::sum);
            }
        });
        return new CpuTime(total[0], parts);
    }

    CpuTime minus(CpuTime earlier) {
        Map<String, Double> parts = new TreeMap<>();
        byPart.forEach((part, seconds) -> parts.put(part, seconds - earlier.byPart.getOrDefault(part, 0.0)));
        return new CpuTime(total - earlier.total, parts);
    }

    private static Stream<ProcessHandle> database(Path postmaster) {
        String pid = read(postmaster).lines().findFirst().orElse("");
        return pid.isEmpty() ? Stream.empty() : ProcessHandle.of(Long.parseLong(pid)).stream();
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info().command().map(command -> command.endsWith("java")).orElse(false);
    }

    private static void threads(ProcessHandle process, Map<String, Double> parts) {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
            tasks.forEach(task -> {
                String name = read(task.resolve("comm")).strip();
                parts.merge(purpose(name), seconds(task.resolve("stat"), false), Double::sum);
            });
        } catch (IOException e) {
            parts.merge("jvm, ended", 0.0, Double::sum);
        }
    }

    /** Linux keeps fifteen characters of a thread's name. */
    private static String purpose(String thread) {
        if (thread.startsWith("outbox-relay")) {
            return "relay";
        } else if (thread.startsWith("kafka-producer")) {
            return "kafka producers";
        } else if (thread.startsWith("data-plane")
                || thread.startsWith("control")
                || thread.contains("raft")
                || thread.startsWith("kafka-request")
                || thread.startsWith("kafka-network")) {
            return "kafka broker";
        } else if (thread.startsWith("listen-")) {
            return "listeners";
        } else if (thread.startsWith("http-nio")
                || thread.startsWith("tomcat")
                || thread.startsWith("ForkJoin")
                || thread.startsWith("VirtualThread")) {
            return "http and virtual threads";
        } else if (thread.startsWith("reactor") || thread.startsWith("parallel") || thread.contains("netty")) {
            return "gateway";
        } else if (thread.startsWith("GC ") || thread.startsWith("G1") || thread.startsWith("VM ")) {
            return "gc";
        } else if (thread.startsWith("C1 ") || thread.startsWith("C2 ")) {
            return "jit";
        }
        return "other jvm";
    }

    private static double seconds(Path stat, boolean withDeadChildren) {
        String text = read(stat);
        if (text.isEmpty()) {
            return 0;
        }
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        if (withDeadChildren) {
            ticks += Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return ""; // it has ended
        }
    }
}
