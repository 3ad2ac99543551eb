package dev.bulwark.acceptance.faults;

/** How far a run may go from what is usual; each is a part of I10. */
enum Limit {
    /** From the kill of a process until its successor serves. */
    SERVING_AGAIN(15, "15 s"),

    /** From the moment the fault was healed to a window with the usual goodput. */
    GOODPUT(30, "30 s"),

    /** Calls to the outside for each order, as a multiple of those of an undisturbed run. The hair is for rounding. */
    AMPLIFICATION(1.1001, "1.1×");

    private final double most;
    private final String text;

    Limit(double most, String text) {
        this.most = most;
        this.text = text;
    }

    double most() {
        return most;
    }

    /** For the report. */
    String text() {
        return text;
    }
}
