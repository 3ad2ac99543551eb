package dev.bulwark.simulators.carrier;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;

import dev.bulwark.platform.core.Ids;
import dev.bulwark.simulators.FailingFirst;
import org.springframework.stereotype.Service;

/** Books and cancels by reference, as the test address has it. */
@Service
class Carrier {

    private static final int DELIVERY_DAYS = 3;

    private final BookingBook book;
    private final FailingFirst failingFirst;
    private final Ids ids;
    private final Clock clock;

    Carrier(BookingBook book, FailingFirst failingFirst, Ids ids, Clock clock) {
        this.book = book;
        this.failingFirst = failingFirst;
        this.ids = ids;
        this.clock = clock;
    }

    CarrierReply book(CarrierRequest.Book request) {
        return switch (TestAddress.of(request.postalCode())) {
            case UNDELIVERABLE -> CarrierReply.Refused.E17;
            case DOWN_AT_FIRST ->
                failingFirst.fails("carrier:" + request.reference())
                        ? new CarrierReply.Unavailable()
                        : deliver(request);
            case DELIVERABLE -> deliver(request);
        };
    }

    CarrierReply cancel(CarrierRequest.Cancel request) {
        book.cancel(request.reference());
        return new CarrierReply.Cancelled();
    }

    private CarrierReply deliver(CarrierRequest.Book request) {
        // The random half of an id makes a number that nobody can guess from its neighbour.
        String number = Long.toUnsignedString(ids.next().getLeastSignificantBits(), Character.MAX_RADIX);
        String tracking = CarrierReply.CARRIER_CODE + number.toUpperCase(Locale.ROOT);
        LocalDate eta = LocalDate.now(clock).plusDays(DELIVERY_DAYS);
        return book.book(request.reference(), request.pieces(), new CarrierReply.Booked(tracking, eta));
    }
}
