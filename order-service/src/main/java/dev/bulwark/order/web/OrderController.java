package dev.bulwark.order.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import dev.bulwark.order.domain.OrderDecider;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.log.EventStore;
import dev.bulwark.order.log.RecordedEvent;
import dev.bulwark.order.placement.OrderPlacement;
import dev.bulwark.order.placement.PreparedOrder;
import dev.bulwark.order.view.OrderDocument;
import dev.bulwark.platform.core.security.Caller;
import dev.bulwark.platform.http.idempotency.GroupedRequests;
import dev.bulwark.platform.http.idempotency.IdempotentRequest;
import dev.bulwark.platform.http.idempotency.IdempotentRequests;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes orders.
 *
 * <p>The stored answer holds the order's id and no personal data: a replay is rendered from the log again, without the address once it
 * is erased.
 */
@RestController
class OrderController {

    private final OrderPlacement placement;
    private final EventStore store;
    private final IdempotentRequests idempotent;
    private final GroupedRequests<PreparedOrder> grouped;
    private final OrderBodies bodies;

    OrderController(OrderPlacement placement, EventStore store, IdempotentRequests idempotent, OrderBodies bodies) {
        this.placement = placement;
        this.store = store;
        this.idempotent = idempotent;
        this.grouped = idempotent.grouped("place-orders", this::place);
        this.bodies = bodies;
    }

    @PostMapping(path = "/api/v1/orders", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> place(Caller caller, @RequestBody PlaceOrderRequest request, IdempotentRequest key) {
        PlaceOrderRules.Valid valid = PlaceOrderRules.check(request);
        PreparedOrder prepared;
        try {
            prepared = placement.prepare(
                    caller.subject(), valid.quantities(), valid.paymentMethod(), valid.personalData());
        } catch (RuntimeException e) {
            // Thrown where the key is known: a request answered before gets that answer even while others are away.
            return answer(
                    idempotent.execute(key, () -> {
                        throw e;
                    }),
                    null);
        }
        return answer(grouped.execute(key, prepared), prepared);
    }

    private List<ResponseEntity<?>> place(List<PreparedOrder> orders) {
        placement.place(orders);
        return orders.stream()
                .<ResponseEntity<?>>map(order -> stored(order.change().id()))
                .toList();
    }

    private static ResponseEntity<byte[]> stored(OrderId id) {
        return ResponseEntity.created(URI.create("/api/v1/orders/" + id))
                .eTag("\"1\"")
                .header(ConsistencyToken.HEADER, ConsistencyToken.of(id, 1))
                .contentType(MediaType.APPLICATION_JSON)
                .body(id.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private ResponseEntity<?> answer(ResponseEntity<byte[]> stored, @Nullable PreparedOrder prepared) {
        if (!stored.getStatusCode().isSameCodeAs(HttpStatus.CREATED)) {
            return stored;
        }
        boolean replayed = stored.getHeaders().containsHeader("Idempotent-Replayed");
        OrderDocument document = replayed || prepared == null ? firstVersion(stored) : prepared.document();
        return ResponseEntity.status(stored.getStatusCode())
                .headers(stored.getHeaders())
                .body(bodies.open(document).body());
    }

    private OrderDocument firstVersion(ResponseEntity<byte[]> stored) {
        byte[] body = stored.getBody();
        if (body == null) {
            throw new IllegalStateException("a stored answer without the id of its order");
        }
        OrderId id = new OrderId(UUID.fromString(new String(body, StandardCharsets.US_ASCII)));
        List<RecordedEvent> first = store.history(id, 0, 1);
        if (first.isEmpty()) {
            throw new IllegalStateException("the log has lost order " + id);
        }
        RecordedEvent event = first.getFirst();
        return OrderDocument.of(id, OrderDecider.evolve(OrderDecider.initial(), event.event()), event.version());
    }
}
