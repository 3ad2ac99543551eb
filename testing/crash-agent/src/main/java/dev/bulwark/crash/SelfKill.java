package dev.bulwark.crash;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

import org.jspecify.annotations.Nullable;

/** Ends this process as {@code kill -9} does: no shutdown hook, no finally block, nothing flushed. */
final class SelfKill {

    private static final int SIGKILL = 9;
    /** What a shell makes of a death by signal 9. */
    private static final int EXIT_CODE = 128 + SIGKILL;

    private static final @Nullable MethodHandle KILL = find();

    private SelfKill() {}

    /** Whether there will be a signal; else the JVM halts, which runs no hook either but lets the kernel close what is open in order. */
    static boolean bySignal() {
        return KILL != null;
    }

    /** Never returns. */
    static void now() {
        try {
            if (KILL != null) {
                int refused =
                        (int) KILL.invokeExact((int) ProcessHandle.current().pid(), SIGKILL);
                System.err.println("crash-agent: kill said " + refused + ", halting");
            }
        } catch (Throwable e) {
            System.err.println("crash-agent: no signal, halting: " + e);
        } finally {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    @SuppressWarnings("restricted") // allowed by --enable-native-access, which the platform's processes have
    private static @Nullable MethodHandle find() {
        try {
            Linker linker = Linker.nativeLinker();
            return linker.defaultLookup()
                    .find("kill")
                    .map(kill -> linker.downcallHandle(
                            kill,
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)))
                    .orElse(null);
        } catch (IllegalCallerException | UnsupportedOperationException e) {
            return null;
        }
    }
}
