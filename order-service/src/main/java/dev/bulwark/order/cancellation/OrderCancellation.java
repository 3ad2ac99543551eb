package dev.bulwark.order.cancellation;

import java.time.Clock;
import java.util.List;

import dev.bulwark.order.OrderAnnouncements;
import dev.bulwark.order.domain.Decision;
import dev.bulwark.order.domain.OrderCommand;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderState;
import dev.bulwark.order.domain.SealedText;
import dev.bulwark.order.log.EventStore;
import dev.bulwark.order.log.OrderChange;
import dev.bulwark.order.log.StoredOrder;
import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.trace.TraceContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Records a customer's request to cancel. The order ends later: cancelled, unless its confirmation was recorded first. */
@Component
public class OrderCancellation {

    private final EventStore store;
    private final OrderAnnouncements announcements;
    private final Clock clock;

    public OrderCancellation(EventStore store, OrderAnnouncements announcements, Clock clock) {
        this.store = store;
        this.announcements = announcements;
        this.clock = clock;
    }

    /**
     * Records the request in the caller's transaction; a second request changes nothing.
     *
     * @return the version of the order's stream that contains the request
     * @throws dev.bulwark.platform.core.problem.ProblemException 404 if it isn't the customer's order, 409 if it has ended
     * @throws dev.bulwark.platform.messaging.inbox.ConflictException if the order moved meanwhile: run the transaction again
     */
    public long request(OrderId id, String customerId, @Nullable SealedText reason) {
        StoredOrder order = store.load(id);
        if (!(order.state() instanceof OrderState.Existing existing)
                || !existing.placed().customerId().equals(customerId)) {
            throw Problem.notFound().exception();
        }
        return switch (order.decide(new OrderCommand.RequestCancel(reason, clock.instant()))) {
            case Decision.Accepted accepted -> record(order.change(accepted, TraceContext.currentTraceparent()));
            case Decision.Repeated ignored -> order.version();
            case Decision.Refused ignored ->
                throw Problem.of(409, "not-cancellable", "The order can't be cancelled any more")
                        .member("status", existing.status().name())
                        .exception();
        };
    }

    private long record(OrderChange change) {
        store.append(List.of(change));
        announcements.announce(List.of(change));
        return change.version();
    }
}
