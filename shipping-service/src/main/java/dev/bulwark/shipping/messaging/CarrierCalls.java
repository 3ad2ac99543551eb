package dev.bulwark.shipping.messaging;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import dev.bulwark.contracts.Sealed;
import dev.bulwark.contracts.order.PersonalData;
import dev.bulwark.platform.calls.intent.CallResult;
import dev.bulwark.platform.calls.intent.CallResult.Answered;
import dev.bulwark.platform.calls.intent.CallResult.Rejected;
import dev.bulwark.platform.calls.intent.CallResult.TryAgain;
import dev.bulwark.platform.calls.intent.Intent;
import dev.bulwark.platform.calls.intent.OutsideCall;
import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.messaging.UndecodableMessageException;
import dev.bulwark.platform.sealed.Opener;
import dev.bulwark.platform.sealed.TamperedException;
import dev.bulwark.shipping.BookingRequest;
import dev.bulwark.shipping.Carrier;
import dev.bulwark.shipping.CarrierAnswer;
import dev.bulwark.shipping.domain.Booking;
import dev.bulwark.shipping.domain.ShipmentInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks the carrier what an intent says, and opens the address for just that long.
 *
 * <p>A key store that can't be asked is no answer: tried again. An address that can't be opened any more is the answer, and the
 * carrier isn't asked: that an earlier attempt may have booked is for the decider to undo. A process that stood still for a while comes here with an
 * intent that another has long since settled, and would cancel what is booked for good (found by the simulation, seed 137022).
 * Limit: key store and carrier share one circuit breaker.
 */
@Component
class CarrierCalls implements OutsideCall<CarrierRequest, ShipmentInput> {

    private static final Logger log = LoggerFactory.getLogger(CarrierCalls.class);

    static final String ADDRESS_ERASED = "address_erased";
    static final String ADDRESS_UNREADABLE = "address_unreadable";
    static final String ADDRESS_UNDELIVERABLE = "address_undeliverable";
    static final String CARRIER_REFUSED = "carrier_refused";

    private final Carrier carrier;
    private final Opener opener;
    private final Clock clock;

    CarrierCalls(Carrier carrier, Opener opener, Clock clock) {
        this.carrier = carrier;
        this.opener = opener;
        this.clock = clock;
    }

    @Override
    public CallResult<ShipmentInput> call(Intent<CarrierRequest> intent, Duration atMost) throws InterruptedException {
        CarrierRequest request = intent.request();
        Sealed sealed = request.personalData();
        return sealed == null ? understood(carrier.cancel(request.step(), atMost)) : book(request, sealed, atMost);
    }

    private CallResult<ShipmentInput> book(CarrierRequest request, Sealed sealed, Duration atMost)
            throws InterruptedException {
        Deadline deadline = Deadline.in(atMost, clock);
        Optional<PersonalData> opened;
        try {
            opened = deadline.call(() -> opener.open(request.orderId(), sealed, PersonalData.class));
        } catch (TamperedException | UndecodableMessageException e) {
            // Not with its cause, which may quote what it couldn't read.
            log.error(
                    "The address of order {} can't be read ({}): its shipment is refused",
                    request.orderId(),
                    e.getClass().getSimpleName());
            return new Answered<>(new ShipmentInput.AddressLost(ADDRESS_UNREADABLE));
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopping");
            }
            return new TryAgain<>(
                    "the key store can't be asked: " + e.getClass().getSimpleName());
        }
        return opened.isEmpty()
                ? new Answered<>(new ShipmentInput.AddressLost(ADDRESS_ERASED))
                : book(request, opened.get(), deadline);
    }

    private CallResult<ShipmentInput> book(CarrierRequest request, PersonalData personalData, Deadline deadline)
            throws InterruptedException {
        if (deadline.isSpent()) {
            return new TryAgain<>("the key store took all the time there was");
        }
        BookingRequest booking =
                new BookingRequest(request.step(), WireMessages.address(personalData), request.pieces());
        return understood(carrier.book(booking, remaining(deadline)));
    }

    private static Duration remaining(Deadline deadline) {
        return Duration.ofMillis(deadline.remainingMillis());
    }

    private static CallResult<ShipmentInput> understood(CallResult<CarrierAnswer> result) {
        return switch (result) {
            case TryAgain<CarrierAnswer>(String reason, var retryAfter) -> new TryAgain<>(reason, retryAfter);
            case Rejected<CarrierAnswer>(String reason) -> new Rejected<>(reason);
            case Answered<CarrierAnswer>(CarrierAnswer answer) -> new Answered<>(input(answer));
        };
    }

    private static ShipmentInput input(CarrierAnswer answer) {
        return switch (answer) {
            case CarrierAnswer.Booked(var name, var trackingNumber, var eta) ->
                new ShipmentInput.Booked(new Booking(name, trackingNumber, eta));
            case CarrierAnswer.Undeliverable a -> new ShipmentInput.Declined(ADDRESS_UNDELIVERABLE, null);
            case CarrierAnswer.Refused(String detail) -> new ShipmentInput.Declined(CARRIER_REFUSED, detail);
            case CarrierAnswer.Blocked a -> ShipmentInput.BLOCKED;
            case CarrierAnswer.Cancelled a -> ShipmentInput.WITHDRAWN;
        };
    }
}
