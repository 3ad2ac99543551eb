package dev.bulwark.simulation.world;

import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * What a history is about; everything else follows from the seed.
 *
 * @param orders how many customers order
 * @param faults which faults occur
 * @param faultSeconds after which they stop
 */
public record Scenario(long seed, int orders, Set<Fault> faults, int faultSeconds) {

    private static final int MAX_ORDERS = 4;

    public Scenario {
        faults = faults.isEmpty() ? EnumSet.noneOf(Fault.class) : EnumSet.copyOf(faults);
        if (orders < 1 || orders > 100) {
            throw new IllegalArgumentException("a history has between 1 and 100 orders, not " + orders);
        }
        if (faultSeconds < 0 || faultSeconds > 600) {
            throw new IllegalArgumentException("faults last between 0 and 600 s, not " + faultSeconds);
        }
    }

    /** The history of a seed: one to four orders, a third of the faults, for up to a minute and a half. */
    public static Scenario of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        for (Fault fault : EnumSet.complementOf(EnumSet.of(Fault.DEFECT))) {
            if (random.nextInt(3) == 0) {
                faults.add(fault);
            }
        }
        int orders = 1 + random.nextInt(MAX_ORDERS);
        int seconds = 10 + random.nextInt(80);
        if (random.nextInt(3) == 0) { // the last to be drawn, so that seeds noted earlier keep their other faults
            faults.add(Fault.DEFECT);
        }
        return new Scenario(seed, orders, faults, seconds);
    }

    /** As the command line takes it. */
    public String arguments() {
        String without =
                EnumSet.complementOf(EnumSet.copyOf(faults.isEmpty() ? EnumSet.noneOf(Fault.class) : faults)).stream()
                        .map(Fault::text)
                        .collect(Collectors.joining(","));
        return "--replay " + seed + " --orders " + orders + " --fault-seconds " + faultSeconds
                + (without.isEmpty() ? "" : " --without " + without);
    }
}
