package dev.bulwark.simulation.world;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Says whether a fault strikes now. */
final class Chaos {

    private final Map<Fault, SplittableRandom> active = new EnumMap<>(Fault.class);
    private final Map<Fault, Double> chances = new EnumMap<>(Fault.class);
    private final SplittableRandom always;
    private boolean calm;

    Chaos(Scenario scenario) {
        SplittableRandom root = new SplittableRandom(scenario.seed() ^ 0x5DEECE66DL);
        always = root.split();
        for (Fault fault : Fault.values()) {
            SplittableRandom own = root.split();
            // Rare in one history, frequent in the next.
            double chance = Math.min(1, fault.chance() * (1 << own.nextInt(3)));
            if (scenario.faults().contains(fault)) {
                active.put(fault, own);
                chances.put(fault, chance);
            }
        }
    }

    boolean strikes(Fault fault) {
        SplittableRandom own = active.get(fault);
        return own != null && !calm && own.nextDouble() < chances.getOrDefault(fault, 0.0);
    }

    /** A number the fault needs, from 0 to below the bound. */
    int pick(Fault fault, int bound) {
        SplittableRandom own = active.get(fault);
        return own == null ? 0 : own.nextInt(bound);
    }

    /** How long something takes that always takes a while. */
    long millis(int least, int most) {
        return (long) least + always.nextInt(most - least + 1);
    }

    int any(int bound) {
        return always.nextInt(bound);
    }

    SplittableRandom split() {
        return always.split();
    }

    /** No fault strikes meanwhile. */
    void sparing(Runnable action) {
        boolean before = calm;
        calm = true;
        try {
            action.run();
        } finally {
            calm = before;
        }
    }

    void calmDown() {
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }
}
