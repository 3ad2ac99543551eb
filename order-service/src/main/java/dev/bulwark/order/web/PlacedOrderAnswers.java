package dev.bulwark.order.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.keys.PersonalData;
import dev.bulwark.order.log.OrderChange;
import dev.bulwark.order.reading.OrderReading;
import dev.bulwark.order.view.OrderDocument;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Answers the placing of an order.
 *
 * <p>The stored answer contains the order's id and no personal data. A replay renders the order from the log, byte for byte as the first
 * answer, or without the address once that is erased.
 */
@Component
class PlacedOrderAnswers {

    private final OrderReading reading;
    private final OrderBodies bodies;

    PlacedOrderAnswers(OrderReading reading, OrderBodies bodies) {
        this.reading = reading;
        this.bodies = bodies;
    }

    /** What is stored under the request's key. */
    static ResponseEntity<byte[]> toStore(OrderChange placed) {
        OrderId id = placed.id();
        return ResponseEntity.created(URI.create("/api/v1/orders/" + id))
                .eTag("\"1\"")
                .header(ConsistencyToken.HEADER, ConsistencyToken.of(id, placed.version()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(id.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** To the request that placed the order, with the personal data that came with it. */
    ResponseEntity<?> first(ResponseEntity<byte[]> stored, OrderChange placed, PersonalData personalData) {
        OrderDocument document = OrderDocument.of(placed.id(), placed.after(), placed.version());
        return with(OrderBody.of(document, personalData), stored);
    }

    /** To a request that was answered before, or refused. */
    ResponseEntity<?> repeated(ResponseEntity<byte[]> stored) {
        return stored.getStatusCode().isSameCodeAs(HttpStatus.CREATED)
                ? with(bodies.open(reading.asPlaced(orderId(stored))).body(), stored)
                : stored;
    }

    private static ResponseEntity<OrderBody> with(OrderBody body, ResponseEntity<byte[]> stored) {
        return ResponseEntity.status(stored.getStatusCode())
                .headers(stored.getHeaders())
                .body(body);
    }

    private static OrderId orderId(ResponseEntity<byte[]> stored) {
        byte[] body = stored.getBody();
        if (body == null) {
            throw new IllegalStateException("a stored answer without the id of its order");
        }
        return new OrderId(UUID.fromString(new String(body, StandardCharsets.US_ASCII)));
    }
}
