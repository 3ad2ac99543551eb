package dev.bulwark.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;

/**
 * For whoever runs a drill: arms a process of the same user on the same machine, from outside it.
 *
 * <p>Limits: a process that is stopped (SIGSTOP) can't be armed; one started with {@code -XX:+DisableAttachMechanism} never can. A JVM
 * says on its error output that an agent was loaded, unless it runs with {@code -XX:+EnableDynamicAgentLoading}.
 */
public final class CrashAgent {

    private static final long DEATH_SECONDS = 10;

    private CrashAgent() {}

    /**
     * The process will kill itself with SIGKILL when it passes the point for the {@code hit}-th time from now. Arming again starts the count anew; several
     * points can be armed at once.
     *
     * <p>When this returns the point is armed, or has already been passed often enough and the process is dead. Its code is woven even if it
     * has not been loaded yet; so arming a point that the process never comes to succeeds and has no effect.
     *
     * @param agentJar this module's jar, as the other process finds it
     * @param hit 1 for the first pass
     * @throws IOException if the process isn't there, isn't a JVM, or refuses; then its error output says why
     */
    public static void arm(Path agentJar, long pid, CrashPoint point, int hit) throws IOException {
        String arguments = Arguments.crash(point, hit).text();
        VirtualMachine target;
        try {
            target = VirtualMachine.attach(Long.toString(pid));
        } catch (AttachNotSupportedException e) {
            throw new IOException("process " + pid + " can't be armed with " + arguments + ": " + e.getMessage(), e);
        }
        try {
            target.loadAgent(agentJar.toAbsolutePath().toString(), arguments);
        } catch (AgentInitializationException e) {
            throw new IOException("process " + pid + " refused " + arguments + ": see its error output", e);
        } catch (AgentLoadException | IOException e) {
            if (!dies(pid)) {
                throw new IOException("process " + pid + " can't be armed with " + arguments + ": " + e, e);
            }
        } finally {
            target.detach();
        }
    }

    /** The option that has a JVM count the point's passes from its start. */
    public static String optionToCrash(Path agentJar, CrashPoint point, int hit) {
        return option(agentJar, Arguments.crash(point, hit));
    }

    /**
     * The option that starts a JVM with its application's clock so much ahead of the machine's, or behind it where negative.
     *
     * <p>Limit: it is the clock that the application injects. What reads the machine's own, as JWT libraries, database and broker do, still does.
     */
    public static String optionToShiftClock(Path agentJar, Duration shift) {
        return option(agentJar, Arguments.clock(shift));
    }

    private static String option(Path agentJar, Arguments arguments) {
        String jar = agentJar.toAbsolutePath().toString();
        if (jar.indexOf('=') >= 0) {
            throw new IllegalArgumentException("a JVM takes no agent whose path has a '=': " + jar);
        }
        return "-javaagent:" + jar + '=' + arguments.text();
    }

    /** An answer that doesn't come may mean that the first pass came first. */
    private static boolean dies(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElse(null);
        if (process == null) {
            return true;
        }
        try {
            process.onExit().get(DEATH_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a process can't fail", e);
        }
    }
}
