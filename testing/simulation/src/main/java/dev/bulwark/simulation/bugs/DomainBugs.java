package dev.bulwark.simulation.bugs;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.inventory.StockBatches;
import dev.bulwark.inventory.domain.RefusalCode;
import dev.bulwark.inventory.domain.Reservation;
import dev.bulwark.inventory.domain.Stock;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderState;
import dev.bulwark.order.log.EventStore;
import dev.bulwark.order.log.OrderChange;
import dev.bulwark.order.log.RecordedEvent;
import dev.bulwark.order.log.StoredOrder;
import dev.bulwark.platform.messaging.OutgoingMessage;
import dev.bulwark.platform.messaging.inbox.ConflictException;
import dev.bulwark.saga.CommandWriter;
import dev.bulwark.saga.SagaBatch;
import dev.bulwark.saga.SagaStore;
import dev.bulwark.saga.TrackedSaga;
import dev.bulwark.saga.domain.Decision;
import dev.bulwark.saga.domain.PendingCommand;
import dev.bulwark.saga.domain.Phase;
import dev.bulwark.saga.domain.SagaDecider;
import dev.bulwark.saga.domain.SagaInput;
import dev.bulwark.saga.domain.SagaPolicy;
import dev.bulwark.saga.domain.SagaState;
import dev.bulwark.saga.domain.Stuck;
import dev.bulwark.simulation.world.Mutation;
import org.jspecify.annotations.Nullable;

/** Bugs in what is decided, and in what decisions are remembered. */
final class DomainBugs {

    private DomainBugs() {}

    private static Mutation stockSeen(UnaryOperator<Reservation> reservations) {
        return new Mutation() {
            @Override
            public StockBatches stock(StockBatches real, StockViews views) {
                return views.seeing(reservations, UnaryOperator.identity());
            }
        };
    }

    static Mutation noTombstone() {
        return stockSeen(
                reservation -> reservation instanceof Reservation.Tombstone ? new Reservation.Unknown() : reservation);
    }

    static Mutation expiryRefusalForgotten() {
        return stockSeen(reservation ->
                reservation instanceof Reservation.Refused refused && refused.code() == RefusalCode.EXPIRED
                        ? new Reservation.Unknown()
                        : reservation);
    }

    static Mutation releasedTwice() {
        return stockSeen(reservation -> reservation instanceof Reservation.Released released
                ? new Reservation.Reserved(released.lines())
                : reservation);
    }

    /** Reads each stock row once, and believes it from then on. */
    static Mutation staleStock() {
        return new Mutation() {
            @Override
            public StockBatches stock(StockBatches real, StockViews views) {
                Map<String, Stock> cache = new HashMap<>();
                return views.seeing(UnaryOperator.identity(), row -> cache.computeIfAbsent(row.sku(), sku -> row));
            }
        };
    }

    private static Mutation deciding(Deciding deciding) {
        return new Mutation() {
            @Override
            public SagaDecider decider(SagaDecider real, SagaPolicy policy) {
                return new SagaDecider() {
                    @Override
                    public Decision decide(SagaState state, SagaInput input, Instant now) {
                        return deciding.decide(real::decide, policy, state, input, now);
                    }

                    @Override
                    public @Nullable Instant actsOnceHeard(SagaState state, Instant now) {
                        return real.actsOnceHeard(state, now);
                    }
                };
            }
        };
    }

    @FunctionalInterface
    private interface Right {
        Decision decide(SagaState state, SagaInput input, Instant now);
    }

    @FunctionalInterface
    private interface Deciding {
        Decision decide(Right right, SagaPolicy policy, SagaState state, SagaInput input, Instant now);
    }

    private static boolean budgetIsSpent(SagaState state, SagaInput input, Duration budget, Instant now) {
        return input instanceof SagaInput.TimerFired
                && state instanceof SagaState.Advancing open
                && !now.isBefore(open.pending().askedAt().plus(budget));
    }

    static Mutation pivotTimesOut() {
        return deciding((right, policy, state, input, now) ->
                state.phase() == Phase.CONFIRMING_ORDER && budgetIsSpent(state, input, policy.stepBudget(), now)
                        ? right.decide(state, new SagaInput.ConfirmRefused("timeout"), now)
                        : right.decide(state, input, now));
    }

    /** No answer in time means that nothing happened, so there is nothing to undo in that step. */
    static Mutation unknownIsNothing() {
        return deciding((right, policy, state, input, now) ->
                state.phase() == Phase.CHARGING_PAYMENT && budgetIsSpent(state, input, policy.stepBudget(), now)
                        ? right.decide(state, new SagaInput.PaymentRefused(null, "timeout", null), now)
                        : right.decide(state, input, now));
    }

    static Mutation compensationSkipped() {
        return deciding((right, policy, state, input, now) -> {
            Decision decision = right.decide(state, input, now);
            return decision.kind() == Decision.Kind.MOVED
                            && decision.before() == Phase.REFUNDING_PAYMENT
                            && decision.state().phase() == Phase.RELEASING_STOCK
                    ? right.decide(decision.state(), new SagaInput.StockReleased(), now)
                    : decision;
        });
    }

    static Mutation endedSagaMoves() {
        return new Mutation() {
            @Override
            public SagaStore sagas(SagaStore real) {
                return new Reviving(real);
            }
        };
    }

    private record Reviving(SagaStore real) implements SagaStore {

        @Override
        public SagaBatch lock(Collection<UUID> ids) {
            return new SagaBatch(real.lock(ids).sagas().stream()
                    .map(saga -> saga.state() instanceof SagaState.Ended ended ? revived(saga, ended) : saga)
                    .toList());
        }

        private static TrackedSaga revived(TrackedSaga saga, SagaState.Ended ended) {
            PendingCommand pending = new PendingCommand(1, ended.endedAt(), null, new Stuck("revived", null));
            SagaState open = new SagaState.Advancing(Phase.CHARGING_PAYMENT, ended.startedAt(), pending, ended.facts());
            return TrackedSaga.stored(saga.id(), saga.storedVersion(), open, saga.lookAt(), saga::order);
        }

        @Override
        public SagaBatch lockDue(Instant upTo, int maxSagas) {
            return real.lockDue(upTo, maxSagas);
        }

        @Override
        public void save(SagaBatch batch) {
            real.save(batch);
        }

        @Override
        public @Nullable Instant earliestLook() {
            return real.earliestLook();
        }

        @Override
        public Census census() {
            return real.census();
        }
    }

    static Mutation stepIdChanges() {
        return new Mutation() {
            @Override
            public CommandWriter commands(CommandWriter real) {
                return (saga, order, command, traceparent) -> {
                    OutgoingMessage message = real.write(saga, order, command, traceparent);
                    if (command.attempt() == 1) {
                        return message;
                    }
                    Map<String, String> headers = new LinkedHashMap<>(message.headers());
                    headers.computeIfPresent(MessageHeaders.STEP, (name, step) -> step + ":" + command.attempt());
                    return new OutgoingMessage(message.topic(), message.key(), headers, message.payload());
                };
            }
        };
    }

    /** Customers are answered from a copy that lags one event behind, and whoever writes last is right. */
    static Mutation cancelWins() {
        return new Mutation() {
            @Override
            public EventStore events(EventStore real, EventStore unchecked) {
                return new DelegatingEvents(unchecked) {
                    @Override
                    public StoredOrder load(OrderId id) {
                        StoredOrder order = super.load(id);
                        return order.state() instanceof OrderState.Confirmed confirmed
                                ? new StoredOrder(id, new OrderState.Pending(confirmed.placed()), order.version())
                                : order;
                    }
                };
            }
        };
    }

    static Mutation appendUnchecked() {
        return new Mutation() {
            @Override
            public EventStore events(EventStore real, EventStore unchecked) {
                return unchecked;
            }
        };
    }

    static Mutation conflictIsPoison() {
        return new Mutation() {
            @Override
            public EventStore events(EventStore real, EventStore unchecked) {
                return new DelegatingEvents(real) {
                    @Override
                    public void append(List<OrderChange> changes) {
                        try {
                            super.append(changes);
                        } catch (ConflictException conflict) {
                            throw new IllegalStateException("duplicate key", conflict.getCause());
                        }
                    }
                };
            }
        };
    }

    private static class DelegatingEvents implements EventStore {

        private final EventStore real;

        DelegatingEvents(EventStore real) {
            this.real = real;
        }

        @Override
        public StoredOrder load(OrderId id) {
            return real.load(id);
        }

        @Override
        public Map<UUID, StoredOrder> loadAll(Collection<UUID> ids) {
            return real.loadAll(ids);
        }

        @Override
        public void append(List<OrderChange> changes) {
            real.append(changes);
        }

        @Override
        public List<RecordedEvent> history(OrderId id, long after, int limit) {
            return real.history(id, after, limit);
        }

        @Override
        public StoredOrder asOf(OrderId id, Instant moment) {
            return real.asOf(id, moment);
        }

        @Override
        public Page page(UUID after, int limit) {
            return real.page(after, limit);
        }
    }
}
