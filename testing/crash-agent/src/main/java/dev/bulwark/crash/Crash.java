package dev.bulwark.crash;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the passes of armed points inside the application, and ends it at the last. */
public final class Crash {

    private static final Map<CrashPoint, AtomicInteger> PASSES_LEFT = new ConcurrentHashMap<>();

    private Crash() {}

    /** From now on: arming a point again starts its count anew. */
    static void arm(CrashPoint point, int hit) {
        PASSES_LEFT.put(point, new AtomicInteger(hit));
    }

    /** Called from the code woven into the application; public for that alone. */
    public static void passed(CrashPoint point) {
        AtomicInteger left = PASSES_LEFT.get(point);
        if (left != null && left.decrementAndGet() == 0) {
            System.err.println("crash-agent: " + point.pointName() + " is passed: the process dies");
            SelfKill.now();
        }
    }
}
