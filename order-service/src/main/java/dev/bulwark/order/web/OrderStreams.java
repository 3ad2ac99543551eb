package dev.bulwark.order.web;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.reading.OrderReading;
import dev.bulwark.order.view.OrderDocument;
import dev.bulwark.platform.core.background.VirtualThreads;
import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.core.json.HttpJson;
import dev.bulwark.platform.core.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Follows orders for their customers, each on a virtual thread, until they end, the deadline passes, or the client is gone.
 *
 * <p>Each change is an event {@code order} whose id is the revision and whose data is the whole order. Limits: changes between two
 * looks arrive as one; the stream ends with the service, and clients come back by themselves.
 */
@Component
class OrderStreams implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OrderStreams.class);
    private static final Duration READ_BUDGET = Duration.ofSeconds(2);

    private final OrderReading reading;
    private final OrderBodies bodies;
    private final HttpJson json;
    private final StreamProperties properties;
    private final Clock clock;
    private final Semaphore room;
    private final ExecutorService threads = VirtualThreads.executor("order-stream");
    private volatile boolean running;

    OrderStreams(OrderReading reading, OrderBodies bodies, HttpJson json, StreamProperties properties, Clock clock) {
        this.reading = reading;
        this.bodies = bodies;
        this.json = json;
        this.properties = properties;
        this.clock = clock;
        this.room = new Semaphore(properties.maxStreams());
    }

    /**
     * Whether a client that has seen a revision can expect anything: not once the order has ended at that revision.
     *
     * @param lastSeen the id of the last event that the client has, or null
     * @throws dev.bulwark.platform.core.problem.ProblemException 404 if it isn't the customer's order
     */
    boolean hasNews(OrderId id, String customerId, @Nullable String lastSeen) {
        OrderReading.Found found = reading.read(id, customerId, 0);
        if (found == null) {
            throw Problem.notFound().exception();
        }
        OrderDocument document = found.document();
        return !document.status().isTerminal()
                || !revision(bodies.open(document)).equals(lastSeen);
    }

    /**
     * Sends what changes from now on, and the order as it is unless that is what the client has seen last.
     *
     * @throws dev.bulwark.platform.core.problem.ProblemException 503 where too many streams are open
     */
    SseEmitter follow(OrderId id, String customerId, @Nullable String lastSeen, Deadline deadline) {
        if (!room.tryAcquire()) {
            throw Problem.unavailable(Duration.ofSeconds(5)).exception();
        }
        SseEmitter emitter = new SseEmitter(0L);
        threads.execute(() -> {
            try {
                run(emitter, id, customerId, lastSeen, deadline);
                emitter.complete();
            } catch (IOException | IllegalStateException e) {
                log.debug("The stream of order {} ends, its client is gone: {}", id, e.getMessage());
            } catch (InterruptedException e) {
                emitter.complete();
            } catch (RuntimeException e) {
                log.warn("The stream of order {} ends, its client will ask again: {}", id, e.toString());
                emitter.complete();
            } finally {
                room.release();
            }
        });
        return emitter;
    }

    private void run(SseEmitter emitter, OrderId id, String customerId, @Nullable String lastSeen, Deadline deadline)
            throws IOException, InterruptedException {
        String sent = lastSeen == null ? "" : lastSeen;
        long silentMillis = 0;
        while (running && !deadline.isSpent()) {
            OrderReading.Found found = Deadline.in(READ_BUDGET, clock).call(() -> reading.read(id, customerId, 0));
            if (found == null) {
                return;
            }
            OrderBodies.Opened opened = bodies.open(found.document());
            if (!revision(opened).equals(sent)) {
                sent = revision(opened);
                silentMillis = 0;
                emitter.send(SseEmitter.event()
                        .name("order")
                        .id(sent)
                        .data(json.mapper().writeValueAsString(opened.body()), MediaType.TEXT_PLAIN));
            } else if (silentMillis >= properties.heartbeat().toMillis()) {
                silentMillis = 0;
                emitter.send(SseEmitter.event().comment("alive"));
            }
            if (found.document().status().isTerminal()) {
                return;
            }
            Thread.sleep(properties.interval());
            silentMillis += properties.interval().toMillis();
        }
    }

    /** The entity tag as an event's id, without its quotes. */
    private static String revision(OrderBodies.Opened opened) {
        return opened.etag().replace("\"", "");
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
