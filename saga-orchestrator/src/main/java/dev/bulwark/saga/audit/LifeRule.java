package dev.bulwark.saga.audit;

import org.jspecify.annotations.Nullable;

/**
 * I1 and I4: order and saga exist together, end in time and end the same way.
 *
 * <p>A stuck saga is no violation of I4, for it is shown as stuck; its order violates I1 all the same once it is late, for it hasn't ended.
 */
final class LifeRule implements Rule {

    private static final String SEE_TIMELINE = "GET /ops/sagas/{id} shows where it stands";
    private static final String FIND_WRITER = "nobody deletes these rows: find out who did, restore them from a backup";

    @Override
    public void judge(OrderCase facts, Horizon horizon, Verdict verdict) {
        Fact.Order order = facts.find(Fact.Order.class);
        Fact.Saga saga = facts.find(Fact.Saga.class);
        if (saga != null && saga.phase().isOpen()) {
            open(saga, horizon, verdict);
        }
        if (order == null) {
            withoutOrder(saga, horizon, verdict);
        } else if (order.endedAt() == null) {
            pending(order, saga, horizon, verdict);
        } else if (order.endedBefore(horizon.settled())) {
            ended(order, saga, verdict);
        } else {
            verdict.undecided();
        }
    }

    private static void open(Fact.Saga saga, Horizon horizon, Verdict verdict) {
        if (saga.stuckReason() == null && saga.livesSince().isBefore(horizon.sagaLate())) {
            String helped = saga.helpedAt() == null ? "" : ", last helped at " + saga.helpedAt();
            verdict.violated(
                    Invariant.I4,
                    "the saga is " + saga.phase() + " and not stuck, begun at " + saga.startedAt() + helped,
                    SEE_TIMELINE + "; if nothing moves, look for the timer's log lines");
        } else {
            verdict.undecided();
        }
    }

    private static void withoutOrder(Fact.@Nullable Saga saga, Horizon horizon, Verdict verdict) {
        if (saga == null) {
            return;
        }
        if (saga.startedAt().isBefore(horizon.settled())) {
            verdict.violated(
                    Invariant.I1,
                    "a saga is " + saga.phase() + " for an order that order-service doesn't have",
                    FIND_WRITER);
        } else {
            verdict.undecided();
        }
    }

    private static void pending(Fact.Order order, Fact.@Nullable Saga saga, Horizon horizon, Verdict verdict) {
        if (saga != null && saga.endedAt() != null && saga.endedAt().isBefore(horizon.settled())) {
            verdict.violated(
                    Invariant.I1,
                    "the saga ended as " + saga.phase() + " and the order is still pending",
                    SEE_TIMELINE + "; look for the order's dead letters");
        } else if (order.placedAt().isBefore(horizon.orderLate())) {
            verdict.violated(Invariant.I1, late(order, saga), SEE_TIMELINE + "; what is stuck waits for an operator");
        } else {
            verdict.undecided();
        }
    }

    private static String late(Fact.Order order, Fact.@Nullable Saga saga) {
        String pending = "pending since " + order.placedAt();
        if (saga == null) {
            return pending + ", and no saga has begun";
        }
        return pending + ", the saga is " + saga.phase()
                + (saga.stuckReason() == null ? "" : " and stuck: " + saga.stuckReason());
    }

    private static void ended(Fact.Order order, Fact.@Nullable Saga saga, Verdict verdict) {
        if (saga == null) {
            verdict.violated(Invariant.I1, "the order is " + order.status() + " without a saga", FIND_WRITER);
        } else if (!saga.phase().isOpen()
                && !saga.phase().name().equals(order.status().name())) {
            verdict.violated(
                    Invariant.I1,
                    "the order is " + order.status() + ", its saga " + saga.phase(),
                    "the order's events are what counts; look for the saga's dead letters");
        }
    }
}
