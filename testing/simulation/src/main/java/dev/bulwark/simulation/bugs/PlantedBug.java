package dev.bulwark.simulation.bugs;

import java.util.Locale;
import java.util.Set;

import dev.bulwark.simulation.world.Invariant;
import dev.bulwark.simulation.world.Mutation;

/** A bug, and the invariant that names it. */
@SuppressWarnings("ImmutableEnumChecker") // mutations keep their state in what they return
public enum PlantedBug {
    NO_INBOX("a repeated message has its effect again", DeliveryBugs.noInbox(), Invariant.I5_ONCE),
    INBOX_OUTSIDE_TRANSACTION(
            "the inbox row survives the rollback of its effect",
            DeliveryBugs.inboxOutsideTransaction(),
            Invariant.PASSED_OVER),
    OFFSETS_FIRST("offsets are committed before the transaction", DeliveryBugs.offsetsFirst(), Invariant.PASSED_OVER),
    PARKED_KEYS_FLOW(
            "messages behind a parked one of their key are handled", DeliveryBugs.parkedKeysFlow(), Invariant.PARKED),
    SAGA_NOT_TOLD(
            "a command is parked, and its saga goes on waiting for the answer",
            DeliveryBugs.sagaNotTold(),
            Invariant.I4_STUCK,
            Invariant.I1_ENDS),
    BISECT_DROPS_HALF(
            "bisecting a failed batch drops the culprit's neighbours",
            DeliveryBugs.bisectDropsHalf(),
            Invariant.PASSED_OVER),
    CONFLICT_IS_POISON("an append that lost is taken for poison", DomainBugs.conflictIsPoison(), Invariant.PARKED),
    EXPIRY_IGNORED("an expired reservation is made", DeliveryBugs.expiryIgnored(), Invariant.I5_EXPIRED),

    ID_CURSOR("the relay keeps a cursor of ids", OutboxBugs.idCursor(), Invariant.I8_DELIVERED),
    NO_FENCING("the relay's deletes ignore the fencing token", OutboxBugs.noFencing(), Invariant.I8_FENCED),
    DELETE_BEFORE_ACK(
            "rows are deleted before the broker has them", OutboxBugs.deleteBeforeAck(), Invariant.I8_DELIVERED),
    OUTBOX_OUTSIDE_TRANSACTION(
            "outbox rows survive a rollback", OutboxBugs.outboxOutsideTransaction(), Invariant.I8_COMMITTED),
    OUTBOX_AFTER_COMMIT(
            "messages are written after the commit", OutboxBugs.outboxAfterCommit(), Invariant.I8_DELIVERED),
    VERSIONS_IN_MEMORY(
            "events are numbered by the process", OutboxBugs.versionsCountedInMemory(), Invariant.I7_VERSIONS),

    SILENCE_IS_REFUSAL(
            "a charge without an answer counts as declined", OutsideBugs.silenceIsRefusal(), Invariant.I2_BOOKS),
    REFUND_KEY_CHANGES("each try refunds under a new key", OutsideBugs.refundKeyChanges(), Invariant.I2_BOOKS),
    CHARGE_KEY_CHANGES("each try charges under a new key", OutsideBugs.chargeKeyChanges(), Invariant.I5_OUTSIDE),
    REFUND_WITHOUT_VOID("an unknown charge isn't voided", OutsideBugs.refundWithoutVoid(), Invariant.I2_BOOKS),
    ONE_SIDED_LEDGER("a journal has one leg", OutsideBugs.oneSidedLedger(), Invariant.I2_LEDGER),
    INTENTS_LEFT_BEHIND(
            "nobody takes over a dead process's intents", OutsideBugs.intentsLeftBehind(), Invariant.I1_ENDS),
    CARRIER_NOT_CANCELLED("a cancellation isn't carried out", OutsideBugs.carrierNotCancelled(), Invariant.I5_OUTSIDE),
    BOOKING_REFERENCE_CHANGES(
            "each try books under a new reference", OutsideBugs.bookingReferenceChanges(), Invariant.I5_OUTSIDE),

    NO_TOMBSTONE("a compensation that came first is forgotten", DomainBugs.noTombstone(), Invariant.TOMBSTONE),
    EXPIRY_REFUSAL_FORGOTTEN(
            "a refusal for expiry isn't recorded", DomainBugs.expiryRefusalForgotten(), Invariant.TOMBSTONE),
    RELEASED_TWICE(
            "stock is released as often as it is asked for",
            DomainBugs.releasedTwice(),
            Invariant.I3_STOCK,
            Invariant.PARKED),
    STALE_STOCK(
            "stock is read from a cache and written back",
            DomainBugs.staleStock(),
            Invariant.I3_STOCK,
            Invariant.PARKED),
    PIVOT_TIMES_OUT(
            "the pivot is compensated on a time-out", DomainBugs.pivotTimesOut(), Invariant.I1_PIVOT, Invariant.PARKED),
    UNKNOWN_IS_NOTHING("a late success is ignored", DomainBugs.unknownIsNothing(), Invariant.I2_BOOKS),
    COMPENSATION_SKIPPED("stock isn't released", DomainBugs.compensationSkipped(), Invariant.I3_SETTLED),
    ENDED_SAGA_MOVES("a late reply moves an ended saga", DomainBugs.endedSagaMoves(), Invariant.I1_FINAL),
    STEP_ID_CHANGES("each try has a new step id", DomainBugs.stepIdChanges(), Invariant.I5_STEP_ID),
    CANCEL_WINS("a cancellation is taken after the confirmation", DomainBugs.cancelWins(), Invariant.I1_FINAL),
    APPEND_UNCHECKED("a stream's version isn't checked", DomainBugs.appendUnchecked(), Invariant.I7_VERSIONS);

    private final String sentence;
    private final Mutation mutation;
    private final Set<Invariant> names;

    PlantedBug(String sentence, Mutation mutation, Invariant... names) {
        this.sentence = sentence;
        this.mutation = mutation;
        this.names = Set.of(names);
    }

    public String sentence() {
        return sentence;
    }

    /** What names it; more than one where a bug shows in two ways, and the history decides in which first. */
    public Set<Invariant> names() {
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
