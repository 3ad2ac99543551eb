package dev.bulwark.saga.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the rules say of one order. */
final class Verdict {

    private final UUID orderId;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> excused = new ArrayList<>();
    private boolean undecided;

    Verdict(UUID orderId) {
        this.orderId = orderId;
    }

    void violated(Invariant invariant, String detail, String remedy) {
        findings.add(new Finding(invariant, orderId.toString(), detail, remedy));
    }

    /** It was not undone, and that is what an operator decided. */
    void excused(String leftover) {
        excused.add(leftover);
    }

    /** Something about it has not settled. */
    void undecided() {
        undecided = true;
    }

    List<String> excused() {
        return excused;
    }

    List<Finding> findings() {
        return findings;
    }

    /** Nothing is wrong with it so far, and not all of it could be judged. */
    boolean isInFlight() {
        return undecided && findings.isEmpty();
    }
}
