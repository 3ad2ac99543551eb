package dev.bulwark.crash;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Where a process can be made to die: each says what has happened by then, and what hasn't.
 *
 * <p>A point belongs to the mechanism and not to a service: it is armed in one process and counts whatever passes it there. A test
 * finds every point in the classes of today, so a renamed method breaks the build and not, unseen, a drill.
 */
public enum CrashPoint {
    /**
     * {@code POST /orders}: the orders' events and outbox rows are written; their keys are not, nothing is committed and nobody was
     * answered. Alone or in a group.
     */
    ORDERS_BEFORE_COMMIT("orders.before-commit", Site.after("dev.bulwark.order.placement.OrderPlacement", "record")),

    /**
     * {@code POST /orders}: order, key and outbox row are committed (or were, by an earlier request with the key), as are those of the
     * group; this client, at least, was not answered.
     */
    ORDERS_AFTER_COMMIT(
            "orders.after-commit", Site.after("dev.bulwark.platform.http.idempotency.GroupedRequests", "execute")),

    /**
     * A consumer's batch: inbox ids, effects, parked messages and outbox rows are written, nothing is committed. A batch that was all
     * repetitions passes too.
     */
    BATCH_BEFORE_COMMIT(
            "batch.before-commit", Site.after("dev.bulwark.platform.messaging.inbox.BatchRunner", "handle")),

    /** A consumer's batch: its transaction is committed, its offsets are not, so all of it comes again. */
    BATCH_AFTER_COMMIT(
            "batch.after-commit", Site.after("dev.bulwark.platform.messaging.inbox.BatchRunner", "runOrHalve")),

    /** The order view, whichever of its three sources: rows and held events are written, nothing is committed. */
    VIEW_BEFORE_COMMIT("view.before-commit", Site.after("dev.bulwark.order.view.ViewEventHandler", "flush")),

    /** The relay holds the lease and has read rows; none of them is sent. */
    RELAY_BEFORE_SEND(
            "relay.before-send", Site.before("dev.bulwark.platform.messaging.outbox.KafkaMessageSender", "send")),

    /** The broker has acknowledged every row of the relay's turn; none is deleted, so all are sent again. */
    RELAY_AFTER_SEND(
            "relay.after-send", Site.after("dev.bulwark.platform.messaging.outbox.KafkaMessageSender", "send")),

    /**
     * The rows sent are deleted, or left to another owner of the lease. The delete is a statement without a transaction around it, so there is
     * no moment between it and its commit.
     */
    RELAY_AFTER_DELETE(
            "relay.after-delete", Site.after("dev.bulwark.platform.messaging.outbox.JdbcOutboxStore", "delete")),

    /** A batch's intents are committed with its effects, its offsets are not; the dispatcher hasn't heard of them. Also what the sweeper took over. */
    INTENT_RECORDED("intent.recorded", Site.before("dev.bulwark.platform.calls.intent.Intents", "admit")),

    /** An intent's call is about to be made: PSP or carrier has not been asked by it. */
    INTENT_BEFORE_CALL("intent.before-call", Site.before("dev.bulwark.platform.calls.intent.IntentDispatcher", "ask")),

    /** PSP or carrier has answered (or the intent has expired without an answer); nothing of that is written. */
    INTENT_AFTER_CALL("intent.after-call", Site.before("dev.bulwark.platform.calls.intent.OutcomeWriter", "add")),

    /** Outcomes: state, ledger and replies are written and the intents closed, nothing is committed. */
    OUTCOME_BEFORE_COMMIT(
            "outcome.before-commit", Site.after("dev.bulwark.platform.calls.intent.JdbcIntentStore", "close")),

    /** Outcomes: all is committed; memory still holds the intents, and the relay may have sent nothing. */
    OUTCOME_AFTER_COMMIT(
            "outcome.after-commit", Site.before("dev.bulwark.platform.calls.intent.IntentMeters", "written")),

    /**
     * The sweeper has claimed intents that an earlier crash left, which is committed; nobody is asked, and nobody will be until the new claim
     * has run out. Passed once for each intent, and not at all where nothing was left: crash the process with calls open first.
     */
    SWEEPER_AFTER_CLAIM("sweeper.after-claim", Site.after("dev.bulwark.platform.calls.intent.JdbcIntentStore", "read")),

    /** The PSP has committed its decision on a key, a charge or a void (or found an earlier one); nobody was answered. */
    PSP_AFTER_COMMIT("psp.after-commit", Site.after("dev.bulwark.simulators.psp.ChargeBook", "decide")),

    /** The PSP has committed a refund (or refused it); nobody was answered. */
    PSP_AFTER_REFUND("psp.after-refund", Site.after("dev.bulwark.simulators.psp.RefundBook", "refund")),

    /** The carrier has committed a booking (or found what holds for its reference); nobody was answered. */
    CARRIER_AFTER_COMMIT("carrier.after-commit", Site.after("dev.bulwark.simulators.carrier.BookingBook", "book")),

    /** The carrier has committed a cancellation; nobody was answered. */
    CARRIER_AFTER_CANCEL("carrier.after-cancel", Site.after("dev.bulwark.simulators.carrier.BookingBook", "cancel")),

    /** Due sagas were locked, their timers fired, states, log and commands are written; nothing is committed. */
    TIMER_BEFORE_COMMIT("timer.before-commit", Site.after("dev.bulwark.saga.OrderSagas", "fireTimers")),

    /**
     * A saga has asked a step again, by its timer or an operator, and that is committed; the command is in the outbox. Steps that time out for
     * good don't pass.
     */
    TIMER_AFTER_COMMIT("timer.after-commit", Site.before("dev.bulwark.saga.SagaMeters", "resent")),

    /** Redrive: a parked message has had its effect and is still in its place; nothing is committed. A dry run passes too. */
    REDRIVE_BEFORE_COMMIT(
            "redrive.before-commit", Site.after("dev.bulwark.platform.messaging.inbox.RedrivenConsumer", "apply")),

    /** Redrive: the effect and the message's removal are committed; later messages of the key wait, the operator was not answered. */
    REDRIVE_AFTER_COMMIT(
            "redrive.after-commit",
            Site.after("dev.bulwark.platform.messaging.inbox.RedrivenConsumer", "inTransaction"));

    private final String pointName;

    @SuppressWarnings("ImmutableEnumChecker") // a record of strings and a constant
    private final Site site;

    CrashPoint(String pointName, Site site) {
        this.pointName = pointName;
        this.site = site;
    }

    /** The name in arguments, logs and reports. */
    public String pointName() {
        return pointName;
    }

    /** @throws IllegalArgumentException for a name that no point has; the message lists all that there are */
    public static CrashPoint named(String name) {
        return Arrays.stream(values())
                .filter(point -> point.pointName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no crash point '" + name + "', but "
                        + Arrays.stream(values()).map(CrashPoint::pointName).collect(Collectors.joining(", "))));
    }

    Site site() {
        return site;
    }
}
