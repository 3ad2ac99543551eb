package dev.bulwark.saga.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a saga asks of a participant. A repetition differs from the first asking in nothing but its attempt, so participants
 * recognise it by saga and step.
 */
public sealed interface SagaCommand {

    Step step();

    /** 1 for the first sending. */
    int attempt();

    /** After this moment nobody waits for the answer; null for what never expires. */
    default @Nullable Instant expires() {
        return null;
    }

    record ReserveStock(int attempt, Instant expires) implements SagaCommand {
        @Override
        public Step step() {
            return Step.STOCK;
        }
    }

    record ChargePayment(int attempt, Instant expires) implements SagaCommand {
        @Override
        public Step step() {
            return Step.PAYMENT;
        }
    }

    record ScheduleShipment(int attempt, Instant expires) implements SagaCommand {
        @Override
        public Step step() {
            return Step.SHIPMENT;
        }
    }

    record ConfirmOrder(int attempt, Facts facts) implements SagaCommand {
        @Override
        public Step step() {
            return Step.ORDER;
        }
    }

    record CancelShipment(int attempt) implements SagaCommand {
        @Override
        public Step step() {
            return Step.SHIPMENT;
        }
    }

    record RefundPayment(int attempt) implements SagaCommand {
        @Override
        public Step step() {
            return Step.PAYMENT;
        }
    }

    record ReleaseStock(int attempt) implements SagaCommand {
        @Override
        public Step step() {
            return Step.STOCK;
        }
    }

    record RejectOrder(int attempt, Ending.Rejection rejection, Facts facts) implements SagaCommand {
        @Override
        public Step step() {
            return Step.ORDER;
        }
    }

    record CancelOrder(int attempt, Facts facts) implements SagaCommand {
        @Override
        public Step step() {
            return Step.ORDER;
        }
    }
}
