package dev.bulwark.shipping.carrier;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;

import dev.bulwark.platform.calls.intent.CallResult;
import dev.bulwark.platform.calls.intent.CallResult.Answered;
import dev.bulwark.platform.calls.intent.CallResult.TryAgain;
import dev.bulwark.shipping.BookingRequest;
import dev.bulwark.shipping.Carrier;
import dev.bulwark.shipping.CarrierAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private final CarrierExchange exchange;

    LegacyCarrier(CarrierExchange exchange) {
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
            Function<CarrierExchange.Response, CallResult<CarrierAnswer>> understand)
            throws InterruptedException {
        try {
            return understand.apply(exchange.post(path, line, atMost));
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

    private CallResult<CarrierAnswer> booked(CarrierExchange.Response response) {
        return response.isOk() ? new Answered<>(CarrierFormat.booked(response.line())) : notDecided(response);
    }

    private CallResult<CarrierAnswer> cancelled(CarrierExchange.Response response) {
        if (!response.isOk()) {
            return notDecided(response);
        }
        CarrierAnswer answer = CarrierFormat.cancelled(response.line());
        return answer instanceof CarrierAnswer.Cancelled
                ? new Answered<>(answer)
                : new TryAgain<>("a cancellation was answered with " + answer);
    }

    private static CallResult<CarrierAnswer> notDecided(CarrierExchange.Response response) {
        return new TryAgain<>("HTTP " + response.status());
    }
}
