package dev.bulwark.simulation.bugs;

import java.util.Locale;

import dev.bulwark.simulation.world.Invariant;
import dev.bulwark.simulation.world.Mutation;

/** A bug, and the invariant that names it. */
@SuppressWarnings("ImmutableEnumChecker") // mutations keep their state in what they return
public enum PlantedBug {
    NO_INBOX("a repeated message has its effect again", Invariant.I5_ONCE, DeliveryBugs.noInbox()),
    INBOX_OUTSIDE_TRANSACTION(
            "the inbox row survives the rollback of its effect",
            Invariant.PASSED_OVER,
            DeliveryBugs.inboxOutsideTransaction()),
    OFFSETS_FIRST("offsets are committed before the transaction", Invariant.PASSED_OVER, DeliveryBugs.offsetsFirst()),
    PARKED_KEYS_FLOW(
            "messages behind a parked one of their key are handled", Invariant.PARKED, DeliveryBugs.parkedKeysFlow()),
    BISECT_DROPS_HALF(
            "bisecting a failed batch drops the culprit's neighbours",
            Invariant.PASSED_OVER,
            DeliveryBugs.bisectDropsHalf()),
    CONFLICT_IS_POISON("an append that lost is taken for poison", Invariant.PARKED, DomainBugs.conflictIsPoison()),
    EXPIRY_IGNORED("an expired action is executed", Invariant.I5_EXPIRED, DeliveryBugs.expiryIgnored()),

    ID_CURSOR("the relay keeps a cursor of ids", Invariant.I8_DELIVERED, OutboxBugs.idCursor()),
    NO_FENCING("the relay's deletes ignore the fencing token", Invariant.I8_FENCED, OutboxBugs.noFencing()),
    DELETE_BEFORE_ACK(
            "rows are deleted before the broker has them", Invariant.I8_DELIVERED, OutboxBugs.deleteBeforeAck()),
    OUTBOX_OUTSIDE_TRANSACTION(
            "outbox rows survive a rollback", Invariant.I8_COMMITTED, OutboxBugs.outboxOutsideTransaction()),
    OUTBOX_AFTER_COMMIT(
            "messages are written after the commit", Invariant.I8_DELIVERED, OutboxBugs.outboxAfterCommit()),
    VERSIONS_IN_MEMORY(
            "events are numbered by the process", Invariant.I7_VERSIONS, OutboxBugs.versionsCountedInMemory()),

    SILENCE_IS_REFUSAL(
            "a charge without an answer counts as declined", Invariant.I2_BOOKS, OutsideBugs.silenceIsRefusal()),
    REFUND_KEY_CHANGES("each try refunds under a new key", Invariant.I2_BOOKS, OutsideBugs.refundKeyChanges()),
    CHARGE_KEY_CHANGES("each try charges under a new key", Invariant.I5_OUTSIDE, OutsideBugs.chargeKeyChanges()),
    REFUND_WITHOUT_VOID("an unknown charge isn't voided", Invariant.I2_BOOKS, OutsideBugs.refundWithoutVoid()),
    ONE_SIDED_LEDGER("a journal has one leg", Invariant.I2_LEDGER, OutsideBugs.oneSidedLedger()),
    INTENTS_LEFT_BEHIND(
            "nobody takes over a dead process's intents", Invariant.I1_ENDS, OutsideBugs.intentsLeftBehind()),
    CARRIER_NOT_CANCELLED("a cancellation isn't carried out", Invariant.I5_OUTSIDE, OutsideBugs.carrierNotCancelled()),
    BOOKING_REFERENCE_CHANGES(
            "each try books under a new reference", Invariant.I5_OUTSIDE, OutsideBugs.bookingReferenceChanges()),

    NO_TOMBSTONE("a compensation that came first is forgotten", Invariant.TOMBSTONE, DomainBugs.noTombstone()),
    EXPIRY_REFUSAL_FORGOTTEN(
            "a refusal for expiry isn't recorded", Invariant.TOMBSTONE, DomainBugs.expiryRefusalForgotten()),
    RELEASED_TWICE("stock is released as often as it is asked for", Invariant.PARKED, DomainBugs.releasedTwice()),
    STALE_STOCK("stock is read from a cache and written back", Invariant.I3_STOCK, DomainBugs.staleStock()),
    PIVOT_TIMES_OUT("the pivot is compensated on a time-out", Invariant.PARKED, DomainBugs.pivotTimesOut()),
    UNKNOWN_IS_NOTHING("a late success is ignored", Invariant.I2_BOOKS, DomainBugs.unknownIsNothing()),
    COMPENSATION_SKIPPED("stock isn't released", Invariant.I3_SETTLED, DomainBugs.compensationSkipped()),
    ENDED_SAGA_MOVES("a late reply moves an ended saga", Invariant.I1_FINAL, DomainBugs.endedSagaMoves()),
    STEP_ID_CHANGES("each try has a new step id", Invariant.I5_STEP_ID, DomainBugs.stepIdChanges()),
    CANCEL_WINS("a cancellation is taken after the confirmation", Invariant.I1_FINAL, DomainBugs.cancelWins()),
    APPEND_UNCHECKED("a stream's version isn't checked", Invariant.I7_VERSIONS, DomainBugs.appendUnchecked());

    private final String sentence;
    private final Invariant names;
    private final Mutation mutation;

    PlantedBug(String sentence, Invariant names, Mutation mutation) {
        this.sentence = sentence;
        this.names = names;
        this.mutation = mutation;
    }

    public String sentence() {
        return sentence;
    }

    /** The invariant that catches it first. */
    public Invariant names() {
        return names;
    }

    public Mutation mutation() {
        return mutation;
    }

    /** As the command line spells it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is no such bug */
    public static PlantedBug of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
