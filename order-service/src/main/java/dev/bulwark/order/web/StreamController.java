package dev.bulwark.order.web;

import java.time.Clock;
import java.util.UUID;

import dev.bulwark.order.domain.OrderId;
import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.core.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** {@code GET …/stream}: an order's changes as server-sent events. */
@RestController
class StreamController {

    private final OrderStreams streams;
    private final StreamProperties properties;
    private final Clock clock;

    StreamController(OrderStreams streams, StreamProperties properties, Clock clock) {
        this.streams = streams;
        this.properties = properties;
        this.clock = clock;
    }

    @GetMapping(path = "/api/v1/orders/{id}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> stream(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastSeen,
            HttpServletRequest request) {
        OrderId order = new OrderId(id);
        if (!streams.hasNews(order, caller.subject(), lastSeen)) {
            // Tells a browser not to connect again.
            return ResponseEntity.noContent().build();
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().contentType(MediaType.TEXT_EVENT_STREAM);
        return request.getMethod().equals(HttpMethod.HEAD.name())
                ? answer.build()
                : answer.body(streams.follow(order, caller.subject(), lastSeen, deadline(request)));
    }

    /** The ordinary budget of a request is far too short for a stream; a deadline that was named is kept. */
    private Deadline deadline(HttpServletRequest request) {
        Deadline longest = Deadline.in(properties.budget(), clock);
        Deadline current = Deadline.current();
        boolean named = request.getHeader(Deadline.TIMEOUT_HEADER) != null
                || request.getHeader(Deadline.DEADLINE_HEADER) != null;
        return named && current != null ? longest.noLaterThan(current) : longest;
    }
}
