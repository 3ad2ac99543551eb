package dev.bulwark.shipping.carrier;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;

import dev.bulwark.platform.calls.client.HttpExchange;
import dev.bulwark.platform.calls.intent.CallResult;
import dev.bulwark.platform.calls.intent.CallResult.Answered;
import dev.bulwark.platform.calls.intent.CallResult.TryAgain;
import dev.bulwark.shipping.BookingRequest;
import dev.bulwark.shipping.Carrier;
import dev.bulwark.shipping.CarrierAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The anti-corruption layer: between the carrier's lines and our types.
 *
 * <p>A decision is only what the carrier documents as one: a line {@code OK}, or {@code ERR} with a code for this
 * record, with a 2xx. Every other status says nothing about the booking, be it a 401 after a key was rotated or a 404
 * of a wrong URL: the call has failed, the circuit breaker counts it and the carrier is asked again, as after silence
 * or a line that can't be read. A cancellation that is refused is no decision either, for nothing may stay booked.
 */
final class LegacyCarrier implements Carrier {

    private static final Logger log = LoggerFactory.getLogger(LegacyCarrier.class);

    private static final String TEXT = "text/plain; charset=UTF-8";

    private final HttpExchange exchange;

    LegacyCarrier(HttpExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public CallResult<CarrierAnswer> book(BookingRequest booking, Duration atMost) throws InterruptedException {
        return ask("/bookings", CarrierFormat.book(booking), atMost, this::booked);
    }

    @Override
    public CallResult<CarrierAnswer> cancel(String reference, Duration atMost) throws InterruptedException {
        return ask("/cancellations", CarrierFormat.cancel(reference), atMost, this::cancelled);
    }

    private CallResult<CarrierAnswer> ask(
            String path,
            String line,
            Duration atMost,
            Function<HttpExchange.Response, CallResult<CarrierAnswer>> understand)
            throws InterruptedException {
        try {
            return understand.apply(exchange.send(HttpExchange.Request.post(path, TEXT, line.getBytes(UTF_8)), atMost));
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopping");
            }
            return new TryAgain<>(e.toString());
        } catch (CarrierFormatException e) {
            log.warn("The carrier's answer can't be read, and is asked for again: {}", e.getMessage());
            return new TryAgain<>(e.toString());
        }
    }

    private CallResult<CarrierAnswer> booked(HttpExchange.Response response) {
        return isOk(response) ? new Answered<>(CarrierFormat.booked(line(response))) : CallResult.undecided(response);
    }

    private CallResult<CarrierAnswer> cancelled(HttpExchange.Response response) {
        if (!isOk(response)) {
            return CallResult.undecided(response);
        }
        CarrierAnswer answer = CarrierFormat.cancelled(line(response));
        return answer instanceof CarrierAnswer.Cancelled
                ? new Answered<>(answer)
                : new TryAgain<>("a cancellation was answered with " + answer);
    }

    private static boolean isOk(HttpExchange.Response response) {
        return response.status() >= 200 && response.status() < 300;
    }

    private static String line(HttpExchange.Response response) {
        return new String(response.body(), UTF_8);
    }
}
