package dev.bulwark.acceptance.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The executable jar, run as {@code ./bulwark up} runs it. */
public final class StandaloneJar {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** As in the launcher, whose budget of memory is asserted here. */
    private static final String JAVA_OPTIONS =
            "--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
                    + " -Xmx640m -XX:+UseSerialGC -XX:+UseCompactObjectHeaders";

    /** How a run that never became a platform ended. */
    public record Ended(int code, String output, String errors) {}

    private StandaloneJar() {}

    /** @param arguments beside the data directory */
    static ProcessBuilder command(Path data, Ports ports, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(JAVA);
        String options = System.getenv().getOrDefault("BULWARK_JAVA_OPTS", JAVA_OPTIONS);
        command.addAll(List.of(options.strip().split("\\s+")));
        command.addAll(List.of("-jar", Unpacked.JAR.toString(), "--data=" + data));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("BULWARK_PORT_OFFSET", Integer.toString(ports.offset()));
        builder.environment().remove("BULWARK_DATA");
        return builder;
    }

    /**
     * Runs it where it is expected to refuse to start.
     *
     * @throws AssertionError if it hasn't ended in time; it is killed then
     */
    public static Ended refused(Path data, Ports ports, List<String> arguments, long seconds) {
        Path output = Work.file("refused.out");
        Path errors = Work.file("refused.err");
        List<String> all = new ArrayList<>(arguments);
        all.add("--end-with-input");
        ProcessTree before = ProcessTree.servers(data); // of the instance that holds the directory, perhaps
        try {
            Process process = command(data, ports, all)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            try {
                if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                    throw new AssertionError("still running after " + seconds + " s: " + Files.readString(output));
                }
                return new Ended(process.exitValue(), Files.readString(output), Files.readString(errors));
            } finally {
                ProcessTree.of(process.toHandle(), data).without(before).kill();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** With its libraries beside it, as the launcher runs it; unpacked once by whoever was given the packed one. */
    private static final class Unpacked {

        private static final Path JAR = unpacked(jar());

        private static Path jar() {
            Path jar = Path.of(System.getProperty("bulwark.acceptance.jar", "target/platform/standalone-exec.jar"));
            if (!Files.exists(jar)) {
                throw new IllegalStateException(jar + " is missing: build the module 'standalone' first");
            }
            return jar.toAbsolutePath();
        }

        private static Path unpacked(Path jar) {
            if (Files.isDirectory(jar.resolveSibling("lib"))) {
                return jar;
            }
            Path directory = Work.directory("platform");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Work.delete(directory), "delete-platform"));
            try {
                Process unpacking = new ProcessBuilder(
                                JAVA,
                                "-Djarmode=tools",
                                "-jar",
                                jar.toString(),
                                "extract",
                                "--force",
                                "--destination",
                                directory.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(Work.file("unpack.out").toFile())
                        .start();
                if (unpacking.waitFor() != 0) {
                    throw new IllegalStateException(
                            jar + " can't be unpacked: " + Files.readString(Work.file("unpack.out")));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            return directory.resolve(jar.getFileName());
        }
    }
}
