package dev.bulwark.simulation.world;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.bulwark.platform.calls.intent.CallResult;
import dev.bulwark.shipping.BookingRequest;
import dev.bulwark.shipping.Carrier;
import dev.bulwark.shipping.CarrierAnswer;

/** The carrier with a book of its own: a reference is booked once, and a cancelled one never again. */
final class CarrierBook implements Carrier {

    static final String REFUSED_ZIP = "00000";

    private final World world;
    private final Map<String, String> booked = new HashMap<>();
    private final Set<String> cancelled = new HashSet<>();

    CarrierBook(World world) {
        this.world = world;
    }

    @Override
    public CallResult<CarrierAnswer> book(BookingRequest booking, Duration atMost) {
        world.trace(() -> "the carrier is asked to book " + world.shortName(booking.reference()));
        if (cancelled.contains(booking.reference())) {
            return new CallResult.Answered<>(new CarrierAnswer.Blocked());
        }
        if (booking.address().postalCode().equals(REFUSED_ZIP)) {
            return new CallResult.Answered<>(new CarrierAnswer.Undeliverable());
        }
        String tracking = booked.computeIfAbsent(booking.reference(), reference -> "T" + booked.size());
        return new CallResult.Answered<>(new CarrierAnswer.Booked("Legacy Express", tracking, null));
    }

    @Override
    public CallResult<CarrierAnswer> cancel(String reference, Duration atMost) {
        world.trace(() -> "the carrier is asked to cancel " + world.shortName(reference));
        booked.remove(reference);
        cancelled.add(reference);
        return new CallResult.Answered<>(new CarrierAnswer.Cancelled());
    }

    /** How many pick-ups it will make for an order. */
    long bookings(UUID order) {
        return booked.keySet().stream()
                .filter(reference -> reference.startsWith(order.toString()))
                .count();
    }
}
