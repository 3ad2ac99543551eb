package dev.bulwark.order.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.bulwark.order.domain.Money;
import dev.bulwark.order.domain.OrderLine;
import dev.bulwark.order.domain.OrderState;
import dev.bulwark.order.domain.OrderStatus;
import dev.bulwark.order.domain.Payment;
import dev.bulwark.order.domain.Rejection;
import dev.bulwark.order.domain.Shipment;
import dev.bulwark.order.log.EventStore;
import dev.bulwark.order.log.OrderDigests;
import dev.bulwark.order.log.StoredOrder;
import dev.bulwark.order.view.OrderDocument;
import dev.bulwark.order.view.OrderView;
import dev.bulwark.platform.core.problem.Violations;
import dev.bulwark.platform.http.audit.IdRanges;
import dev.bulwark.platform.http.audit.RangeDigest;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Every order as the log has it and as the view shows it, for the audit (scope {@code internal}). No personal data, sealed or not. */
@Hidden
@RestController
class AuditController {

    static final int MAX_LIMIT = 5_000;

    private static final UUID NONE = new UUID(0, 0);

    /**
     * @param broken streams that lack a version
     * @param next the {@code after} of the next page; absent on the last
     */
    record AuditPage(
            List<AuditedOrder> items,
            List<EventStore.Broken> broken,
            @Nullable UUID next) {}

    /** @param next the {@code after} of the next page; absent on the last */
    record ViewPage(List<ShownOrder> items, @Nullable UUID next) {}

    /**
     * @param digest of the document, once the order has ended as far as the view knows; to be compared with the log's
     * @param heldFrom the lowest version that came too early
     * @param updatedAt of the document; absent while there is none
     * @param paymentVersion of the payment's own events as far as they have come
     * @param shipmentVersion of the shipment's
     */
    record ShownOrder(
            UUID orderId,
            long version,
            @Nullable String digest,
            @Nullable Long heldFrom,
            @Nullable Instant updatedAt,
            long paymentVersion,
            long shipmentVersion) {}

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
            @Nullable String digest,
            Instant placedAt,
            @Nullable Instant endedAt) {}

    private final EventStore store;
    private final OrderView view;
    private final OrderDigests digests;

    AuditController(EventStore store, OrderView view, OrderDigests digests) {
        this.store = store;
        this.view = view;
        this.digests = digests;
    }

    @GetMapping("/internal/audit/orders")
    AuditPage orders(
            @RequestParam(required = false) @Nullable UUID after, @RequestParam(defaultValue = "1000") int limit) {
        check(limit);
        EventStore.Page page = store.page(after == null ? NONE : after, limit);
        return new AuditPage(
                page.orders().stream().map(AuditController::audited).toList(), page.broken(), page.next());
    }

    @GetMapping("/internal/audit/view")
    ViewPage view(
            @RequestParam(required = false) @Nullable UUID after, @RequestParam(defaultValue = "1000") int limit) {
        check(limit);
        List<OrderView.Shown> page = view.page(after == null ? NONE : after, limit);
        return new ViewPage(
                page.stream().map(AuditController::shown).toList(),
                page.size() < limit ? null : page.getLast().orderId());
    }

    @GetMapping("/internal/audit/orders/digests")
    List<RangeDigest> logDigests(@RequestParam List<UUID> first, @RequestParam List<UUID> last) {
        return digests.log(new IdRanges(first, last));
    }

    @GetMapping("/internal/audit/orders/keys/digests")
    List<RangeDigest> keyDigests(@RequestParam List<UUID> first, @RequestParam List<UUID> last) {
        return digests.keys(new IdRanges(first, last));
    }

    @GetMapping("/internal/audit/view/digests")
    List<RangeDigest> viewDigests(@RequestParam List<UUID> first, @RequestParam List<UUID> last) {
        return view.digests(new IdRanges(first, last));
    }

    private static void check(int limit) {
        Violations violations = new Violations();
        violations.check(limit >= 1 && limit <= MAX_LIMIT, "/limit", "must be a whole number from 1 to " + MAX_LIMIT);
        violations.throwIfAny();
    }

    private static ShownOrder shown(OrderView.Shown shown) {
        OrderDocument document = shown.document();
        return new ShownOrder(
                shown.orderId(),
                shown.version(),
                document == null ? null : digest(document),
                shown.heldFrom(),
                document == null ? null : document.updatedAt(),
                shown.paymentVersion(),
                shown.shipmentVersion());
    }

    /** While an order is open the view shows more than the log knows, so only ended ones compare. */
    private static @Nullable String digest(OrderDocument document) {
        return document.status().isTerminal() ? document.digest() : null;
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
                digest(OrderDocument.of(stored.id(), order, stored.version())),
                order.placed().at(),
                order.status().isTerminal() ? order.since() : null);
    }
}
