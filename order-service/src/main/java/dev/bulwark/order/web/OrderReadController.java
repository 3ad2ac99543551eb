package dev.bulwark.order.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.keys.PersonalDataVault;
import dev.bulwark.order.log.RecordedEvent;
import dev.bulwark.order.reading.OrderReading;
import dev.bulwark.order.view.OrderDocument;
import dev.bulwark.order.view.OrderView;
import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows customers their own orders. Another's is answered like one that doesn't exist. */
@RestController
class OrderReadController {

    private static final String SOURCE_HEADER = "X-Read-Source";
    /** More than any order has by far. */
    private static final int MAX_EVENTS = 1_000;

    record OrderPage(List<OrderBody> items, @Nullable String nextCursor) {}

    record EventPage(List<EventBody> items) {}

    private final OrderReading reading;
    private final OrderView view;
    private final OrderBodies bodies;
    private final PersonalDataVault vault;

    OrderReadController(OrderReading reading, OrderView view, OrderBodies bodies, PersonalDataVault vault) {
        this.reading = reading;
        this.view = view;
        this.bodies = bodies;
        this.vault = vault;
    }

    /** 304 where {@code If-None-Match} names the document's revision. */
    @GetMapping("/api/v1/orders/{id}")
    ResponseEntity<OrderBody> order(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = ConsistencyToken.HEADER, required = false) @Nullable String token,
            @RequestParam(required = false) @Nullable Instant asOf) {
        OrderId orderId = new OrderId(id);
        long atLeast = ConsistencyToken.versionFor(orderId, token);
        OrderReading.Found found = asOf == null
                ? reading.read(orderId, caller.subject(), atLeast)
                : reading.asOf(orderId, caller.subject(), asOf);
        if (found == null) {
            throw Problem.notFound().exception();
        }
        OrderDocument document = found.document();
        OrderBodies.Opened opened = bodies.open(document);
        return ResponseEntity.ok()
                .eTag(opened.etag())
                .cacheControl(CacheControl.noCache().cachePrivate())
                .header(SOURCE_HEADER, found.source())
                .header(ConsistencyToken.HEADER, ConsistencyToken.of(orderId, document.version()))
                .body(opened.body());
    }

    @GetMapping("/api/v1/orders")
    OrderPage orders(
            Caller caller,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String sku,
            @RequestParam(required = false) @Nullable String placedAfter,
            @RequestParam(required = false) @Nullable String placedBefore,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        OrderView.Query query = new OrderListRequest(status, sku, placedAfter, placedBefore, q, limit, cursor)
                .toQuery(caller.subject());
        List<OrderDocument> found = view.list(query);
        boolean more = found.size() == query.limit();
        List<OrderDocument> shown = more ? found.subList(0, found.size() - 1) : found;
        return new OrderPage(
                shown.stream().map(document -> bodies.open(document).body()).toList(),
                more ? OrderListRequest.cursorAfter(shown.getLast().id().value()) : null);
    }

    @GetMapping("/api/v1/orders/{id}/events")
    EventPage events(Caller caller, @PathVariable UUID id) {
        OrderId orderId = new OrderId(id);
        List<RecordedEvent> events = reading.events(orderId, caller.subject(), MAX_EVENTS);
        if (events.isEmpty()) {
            throw Problem.notFound().exception();
        }
        return new EventPage(events.stream()
                .map(event -> EventBody.of(orderId, event, vault))
                .toList());
    }
}
