package dev.bulwark.simulators.psp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Semaphore;

import dev.bulwark.platform.calls.client.OutgoingHttp;
import dev.bulwark.platform.calls.webhook.WebhookSignature;
import dev.bulwark.platform.core.background.VirtualThreads;
import dev.bulwark.platform.core.json.HttpJson;
import dev.bulwark.simulators.SimulatorsMeter;
import dev.bulwark.simulators.Waiting;
import dev.bulwark.simulators.faults.FaultyLine;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Tells the merchant of charges by signed webhooks, on threads of its own: no charge waits for one.
 *
 * <p>An event is sent until it is accepted, a few times at most, and signed anew each time; so it can come twice. It is in no book: a restart, a
 * full queue or a merchant that is away for long loses it, and the merchant has to get on without.
 */
@Component
class Webhooks {

    private static final Logger log = LoggerFactory.getLogger(Webhooks.class);

    private static final String CAPTURED = "charge.captured";
    /** What waits costs a virtual thread; a merchant that is away must not cost more and more of them. */
    private static final int MAX_UNDER_WAY = 1_000;

    /** @param id the charge's own: however often it is announced, it is one event */
    record Event(UUID id, String type, Instant occurredAt, String key) {}

    private final WebhookProperties properties;
    private final RestClient merchant;
    private final FaultyLine line;
    private final Waiting waiting;
    private final HttpJson json;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Semaphore places = new Semaphore(MAX_UNDER_WAY);

    Webhooks(
            WebhookProperties properties,
            OutgoingHttp http,
            FaultyLine line,
            Waiting waiting,
            HttpJson json,
            Clock clock,
            MeterRegistry meters) {
        this.properties = properties;
        this.merchant = http.client(properties.url()).build();
        this.line = line;
        this.waiting = waiting;
        this.json = json;
        this.clock = clock;
        this.meters = meters;
    }

    void announce(Charge.Captured charge) {
        if (properties.url().isEmpty()) {
            return;
        }
        if (!places.tryAcquire()) {
            count("dropped");
            return;
        }
        Event event = new Event(charge.id(), CAPTURED, clock.instant(), charge.key());
        VirtualThreads.start("psp-webhook", () -> {
            try {
                deliver(event);
            } finally {
                places.release();
            }
        });
    }

    private void deliver(Event event) {
        byte[] body = json.mapper().writeValueAsBytes(event);
        Duration pause = properties.firstPause();
        for (int attempt = 1; attempt <= properties.maxAttempts(); attempt++) {
            if (line.carries() && isAccepted(event, body)) {
                count("delivered");
                return;
            }
            count("failed");
            if (attempt < properties.maxAttempts() && !waiting.sleep(pause)) {
                return; // closing
            }
            pause = pause.multipliedBy(2);
        }
        count("given_up");
        log.info("The merchant was not told of {} {} and has to ask", event.type(), event.key());
    }

    private boolean isAccepted(Event event, byte[] body) {
        try {
            merchant.post()
                    .contentType(MediaType.APPLICATION_JSON)
                    .header(WebhookSignature.HEADER, WebhookSignature.of(properties.secret(), clock.instant(), body))
                    .body(body)
                    .retrieve()
                    .toBodilessEntity();
            return true;
        } catch (RestClientException e) {
            log.debug("{} {} was not accepted: {}", event.type(), event.key(), e.getMessage());
            return false;
        }
    }

    private void count(String outcome) {
        SimulatorsMeter.WEBHOOKS.count(meters, CAPTURED, outcome);
    }
}
