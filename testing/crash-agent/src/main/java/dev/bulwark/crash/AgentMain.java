package dev.bulwark.crash;

import java.lang.instrument.Instrumentation;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters the agent, at its start ({@code -javaagent:JAR=ARGUMENTS}) or later (by {@link CrashAgent}); any number of times.
 *
 * <p>What can't be done is said in one line on the application's error output, and leaves the application as it was.
 */
public final class AgentMain {

    private static final Set<CrashPoint> WOVEN = EnumSet.noneOf(CrashPoint.class);
    private static @Nullable Weaver weaver;

    private AgentMain() {}

    /** At the start, before the application's first class. The application starts in any case. */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        try {
            Arguments told = Arguments.parse(arguments);
            if (told.clockShift() != null) {
                shiftClock(told.clockShift(), weaver(instrumentation));
            }
            armIfTold(told, instrumentation);
        } catch (IllegalArgumentException | IllegalStateException e) {
            say("ignored, the application starts without: " + e.getMessage());
        }
    }

    /**
     * In a running application.
     *
     * @throws IllegalArgumentException for whoever attached, if the arguments can't be understood or come too late
     * @throws IllegalStateException for whoever attached, if the application's code isn't what it should be
     */
    public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
        try {
            Arguments told = Arguments.parse(arguments);
            if (told.clockShift() != null) {
                throw new IllegalArgumentException(
                        "a clock can be shifted at the start only, by -javaagent: this application has made its own");
            }
            armIfTold(told, instrumentation);
        } catch (IllegalArgumentException | IllegalStateException e) {
            say("refused, the application goes on as before: " + e.getMessage());
            throw e;
        }
    }

    private static synchronized void armIfTold(Arguments told, Instrumentation instrumentation) {
        CrashPoint point = told.point();
        if (point == null) {
            return;
        }
        boolean there = true;
        if (!WOVEN.contains(point)) {
            there = weaver(instrumentation).make(Change.passing(point));
            WOVEN.add(point);
        }
        String how = SelfKill.bySignal() ? "by SIGKILL" : "by halting, for native calls are not enabled here";
        // Said before the count begins: afterwards there may be nobody left to say it.
        say("armed: " + point.pointName() + ", dies at pass " + told.hit() + ' ' + how
                + (there ? "" : "; " + point.site().className() + " is not loaded yet"));
        Crash.arm(point, told.hit());
    }

    private static void shiftClock(Duration shift, Weaver weaver) {
        ShiftedClock.by(shift);
        for (String factory : ShiftedClock.FACTORIES) {
            weaver.make(Change.shiftingClockOf(factory));
        }
    }

    private static synchronized Weaver weaver(Instrumentation instrumentation) {
        Weaver existing = weaver;
        if (existing == null) {
            existing = new Weaver(instrumentation);
            weaver = existing;
        }
        return existing;
    }

    private static void say(String line) {
        System.err.println("crash-agent: " + line);
    }
}
