package dev.bulwark.simulation.world;

/** What holds after every step of a history, or once it is quiet. The numbers are the design's. */
public enum Invariant {
    I1_ACKNOWLEDGED("an acknowledged order is in the log"),
    I1_ENDS("once faults have stopped, every order ends within eight minutes"),
    I1_FINAL("an order ends once, and an ended order or saga never moves again"),
    I1_AGREED("an order and its saga end alike, and never against an accepted cancellation"),
    I1_PIVOT("nothing of a confirmed order is undone"),
    I2_LEDGER("every journal sums to zero, no movement is booked twice"),
    I2_BOOKS(
            "a confirmed order is paid and not refunded, any other costs nothing: by the ledger and by the provider's own book"),
    I3_STOCK("on hand + reserved + committed = seeded, reserved = what open reservations hold"),
    I3_SETTLED("once all is quiet, committed = what confirmed orders took, and nothing is reserved"),
    I4_SAGAS("once all is quiet, no saga is open"),
    I4_STUCK(
            "a saga whose command is parked is stuck, with the dead letter as its reason, and goes on once an operator has acted"),
    I5_ANSWERS("a step's action has one answer, however often it is asked for"),
    I5_OUTSIDE("the outside is charged and booked once a step, and books nothing for an order that isn't confirmed"),
    I5_STEP_ID("an action, its repetitions and its compensation carry the same step id"),
    I5_EXPIRED("an action that comes after its time has no effect"),
    I5_ONCE("a message has its effect once at each consumer"),
    I6_VIEW("once all is quiet, what a subscriber has folded equals the log"),
    I7_VERSIONS("a version of a stream names one event for ever, and once all is quiet no subscriber waits for a gap"),
    I8_COMMITTED("nothing is published of a transaction that was rolled back"),
    I8_DELIVERED("a row leaves the outbox only once the broker has it, and once all is quiet all of them have left"),
    I8_FENCED("a relay whose lease has gone to another deletes nothing"),
    TOMBSTONE("what was compensated, or was refused, stays so: a late action changes nothing"),
    PASSED_OVER("a consumer passes no record that isn't handled, known or parked"),
    PARKED("only what can't be handled is parked, with what follows on its key, in order"),
    UNFORESEEN("no production code fails in a way nobody foresaw");

    private final String sentence;

    Invariant(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
