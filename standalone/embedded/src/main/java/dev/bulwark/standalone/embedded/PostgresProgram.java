package dev.bulwark.standalone.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once per user into the cache directory and run from there.
 *
 * <p>PostgreSQL refuses to run as root; root runs it in a user namespace of its own, where it is nobody.
 */
final class PostgresProgram {

    /** The archives carry their version nowhere; the cache must not mix two. */
    static final String VERSION = "17.11.0";

    static final int MAJOR_VERSION = 17;

    private static final Logger log = LoggerFactory.getLogger(PostgresProgram.class);

    private final Path home;

    private PostgresProgram(Path home) {
        this.home = home;
    }

    record Outcome(int exitCode, String output) {

        boolean failed() {
            return exitCode != 0;
        }
    }

    /** @param fallback where the programs go when the user's cache directory cannot be written */
    static PostgresProgram unpacked(Path fallback) {
        String name = "postgresql-" + VERSION + "-" + machine();
        try {
            return new PostgresProgram(unpack(cache().resolve("bulwark").resolve(name)));
        } catch (IOException e) {
            log.debug("The cache directory takes no programs ({}): they go beside the data", e.toString());
        }
        try {
            return new PostgresProgram(unpack(fallback.resolve(name)));
        } catch (IOException e) {
            throw Disk.failure("unpack PostgreSQL into " + fallback, e);
        }
    }

    Outcome run(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            throw Disk.failure(
                    "run " + program + (isRoot() ? " in a user namespace (PostgreSQL refuses root)" : ""), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("Interrupted while running " + program, e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Path cache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        return xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
    }

    private static Path unpack(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            return target;
        }
        Files.createDirectories(target.getParent());
        // Unpacked aside and renamed: a killed or a parallel start never leaves half a program under the final name.
        Path aside = Files.createTempDirectory(target.getParent(), "unpacking-");
        try (InputStream archive = archive();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, aside);
            }
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        } finally {
            Disk.delete(aside);
        }
        return target;
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path root) throws IOException {
        Path file = root.resolve(entry.getName()).normalize();
        if (!file.startsWith(root)) {
            throw new IOException("archive entry outside its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (!entry.getName().endsWith(".a")) {
            Files.copy(content, file);
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static InputStream archive() throws IOException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine());
        if (archive == null) {
            throw new EmbeddedServerException(
                    "No PostgreSQL is packaged for %s on %s: point BULWARK_POSTGRES to one that runs"
                            .formatted(system, machine()));
        }
        return archive;
    }

    private static String machine() {
        return switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            case String other -> other;
        };
    }
}
