package dev.bulwark.order.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.bulwark.order.EventStore;
import dev.bulwark.order.StoredOrder;
import dev.bulwark.order.domain.Money;
import dev.bulwark.order.domain.OrderLine;
import dev.bulwark.order.domain.OrderState;
import dev.bulwark.order.domain.OrderStatus;
import dev.bulwark.order.domain.Payment;
import dev.bulwark.order.domain.Rejection;
import dev.bulwark.order.domain.Shipment;
import dev.bulwark.platform.problem.Violations;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the log says of every order, for the audit (scope {@code internal}). No personal data, sealed or not. */
@Hidden
@RestController
class AuditController {

    static final int MAX_LIMIT = 5_000;

    /** @param next the {@code after} of the next page; absent on the last */
    record AuditPage(List<AuditedOrder> items, @Nullable UUID next) {}

    record AuditedOrder(
            UUID orderId,
            String customerId,
            OrderStatus status,
            boolean cancelRequested,
            Money total,
            List<OrderLine> items,
            @Nullable Payment payment,
            @Nullable Shipment shipment,
            @Nullable Rejection rejection,
            long version,
            Instant placedAt,
            @Nullable Instant endedAt) {}

    private final EventStore store;

    AuditController(EventStore store) {
        this.store = store;
    }

    @GetMapping("/internal/audit/orders")
    AuditPage orders(
            @RequestParam(required = false) @Nullable UUID after, @RequestParam(defaultValue = "1000") int limit) {
        Violations violations = new Violations();
        violations.check(limit >= 1 && limit <= MAX_LIMIT, "/limit", "must be a whole number from 1 to " + MAX_LIMIT);
        violations.throwIfAny();
        List<StoredOrder> page = store.page(after == null ? new UUID(0, 0) : after, limit);
        return new AuditPage(
                page.stream().map(AuditController::audited).toList(),
                page.size() < limit ? null : page.getLast().id().value());
    }

    private static AuditedOrder audited(StoredOrder stored) {
        if (!(stored.state() instanceof OrderState.Existing order)) {
            throw new IllegalStateException("a stream without events: " + stored.id());
        }
        return new AuditedOrder(
                stored.id().value(),
                order.placed().customerId(),
                order.status(),
                order instanceof OrderState.CancelRequested,
                order.placed().total(),
                order.placed().lines(),
                order.payment(),
                order.shipment(),
                order instanceof OrderState.Rejected rejected ? rejected.rejection() : null,
                stored.version(),
                order.placed().at(),
                order.status().isTerminal() ? order.since() : null);
    }
}
