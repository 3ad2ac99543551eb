package dev.bulwark.shipping.messaging;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.bulwark.contracts.Sealed;
import dev.bulwark.contracts.order.PersonalData;
import dev.bulwark.contracts.order.ShippingAddress;
import dev.bulwark.platform.calls.intent.CallResult;
import dev.bulwark.platform.calls.intent.CallResult.Answered;
import dev.bulwark.platform.calls.intent.CallResult.TryAgain;
import dev.bulwark.platform.calls.intent.Intent;
import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.platform.sealed.DataKey;
import dev.bulwark.platform.sealed.KeyLookup;
import dev.bulwark.platform.sealed.KeyStore;
import dev.bulwark.platform.sealed.Opener;
import dev.bulwark.platform.sealed.Sealer;
import dev.bulwark.shipping.BookingRequest;
import dev.bulwark.shipping.Carrier;
import dev.bulwark.shipping.CarrierAnswer;
import dev.bulwark.shipping.domain.Booking;
import dev.bulwark.shipping.domain.ShipmentInput;
import dev.bulwark.testing.ManualClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CarrierCallsTest {

    private static final UUID ORDER = new UUID(1, 1);
    private static final String STEP = ORDER + ":shipment";
    private static final DataKey KEY = DataKey.of("k1", new byte[32]);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Clock NOW = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final MessageCodec codec = new MessageCodec();
    private final List<String> asked = new ArrayList<>();
    private CallResult<CarrierAnswer> booking = new Answered<>(new CarrierAnswer.Booked("Lux Express", "LX1", null));
    private CallResult<CarrierAnswer> cancellation = new Answered<>(new CarrierAnswer.Cancelled());

    private final Carrier carrier = new Carrier() {
        @Override
        public CallResult<CarrierAnswer> book(BookingRequest request, Duration atMost) {
            asked.add("book " + request.reference() + " " + request.address().street() + " in " + atMost.toMillis());
            return booking;
        }

        @Override
        public CallResult<CarrierAnswer> cancel(String reference, Duration atMost) {
            asked.add("cancel " + reference + " in " + atMost.toMillis());
            return cancellation;
        }
    };

    @Test
    void a_booking_with_the_address_opened() throws Exception {
        assertThat(call(keyId -> Optional.of(KEY)))
                .isEqualTo(new Answered<>(new ShipmentInput.Booked(new Booking("Lux Express", "LX1", null))));
        assertThat(asked).containsExactly("book " + STEP + " Wall 1, Hof in 1000");
    }

    /** Another process may have booked meanwhile, and be believed: a cancellation from here would come unasked. */
    @Test
    void an_erased_address_is_the_answer_and_the_carrier_is_not_asked() throws Exception {
        assertThat(call(keyId -> Optional.empty()))
                .isEqualTo(new Answered<>(new ShipmentInput.AddressLost("address_erased")));
        assertThat(asked).isEmpty();
    }

    @Test
    void an_address_that_was_tampered_with_is_refused() throws Exception {
        byte[] other = new byte[32];
        other[0] = 1;

        assertThat(call(keyId -> Optional.of(DataKey.of("k1", other))))
                .isEqualTo(new Answered<>(new ShipmentInput.AddressLost("address_unreadable")));
        assertThat(asked).isEmpty();
    }

    @Test
    void a_key_store_that_is_away_is_no_answer_and_the_carrier_is_not_asked() throws Exception {
        assertThat(call(keyId -> {
                    throw new IllegalStateException("away");
                }))
                .isEqualTo(new TryAgain<>("the key store can't be asked: IllegalStateException"));
        assertThat(asked).isEmpty();
    }

    @Test
    void the_key_store_spends_of_the_same_time_as_the_carrier() throws Exception {
        ManualClock clock = new ManualClock();
        List<Long> granted = new ArrayList<>();
        KeyLookup slow = keyId -> {
            granted.add(Deadline.current().remainingMillis());
            clock.advance(Duration.ofMillis(700));
            return Optional.of(KEY);
        };

        call(slow, clock, SECOND);
        CallResult<ShipmentInput> tooLate = call(slow, clock, Duration.ofMillis(700));

        assertThat(granted).containsExactly(1_000L, 700L);
        assertThat(asked).containsExactly("book " + STEP + " Wall 1, Hof in 300");
        assertThat(tooLate).isInstanceOf(TryAgain.class);
    }

    @Test
    void a_cancellation_needs_no_key() throws Exception {
        CarrierRequest request = new CarrierRequest(CarrierRequest.Kind.CANCEL, ORDER, "saga", STEP, null, 0);
        Opener opener = new Opener(
                keyId -> {
                    throw new IllegalStateException("away");
                },
                codec);

        assertThat(new CarrierCalls(carrier, opener, NOW)
                        .call(new Intent<>(request.intentId(), request, null, null), SECOND))
                .isEqualTo(new Answered<>(ShipmentInput.WITHDRAWN));
    }

    @Test
    void answers_become_inputs() throws Exception {
        booking = new Answered<>(new CarrierAnswer.Undeliverable());
        assertThat(call(keyId -> Optional.of(KEY)))
                .isEqualTo(new Answered<>(new ShipmentInput.Declined("address_undeliverable", null)));
        booking = new Answered<>(new CarrierAnswer.Refused("E99"));
        assertThat(call(keyId -> Optional.of(KEY)))
                .isEqualTo(new Answered<>(new ShipmentInput.Declined("carrier_refused", "E99")));
        booking = new Answered<>(new CarrierAnswer.Blocked());
        assertThat(call(keyId -> Optional.of(KEY))).isEqualTo(new Answered<>(ShipmentInput.BLOCKED));
        booking = new TryAgain<>("HTTP 503");
        assertThat(call(keyId -> Optional.of(KEY))).isEqualTo(new TryAgain<>("HTTP 503"));
    }

    private CallResult<ShipmentInput> call(KeyLookup keys) throws InterruptedException {
        return call(keys, NOW, SECOND);
    }

    private CallResult<ShipmentInput> call(KeyLookup keys, Clock clock, Duration atMost) throws InterruptedException {
        CarrierRequest request = new CarrierRequest(CarrierRequest.Kind.BOOK, ORDER, "saga", STEP, sealed(), 1);
        return new CarrierCalls(carrier, new Opener(keys, codec), clock)
                .call(new Intent<>(request.intentId(), request, null, null), atMost);
    }

    private Sealed sealed() {
        KeyStore store = new KeyStore() {
            @Override
            public DataKey keyFor(String customerId) {
                return KEY;
            }

            @Override
            public Optional<DataKey> find(String keyId) {
                return Optional.of(KEY);
            }
        };
        ShippingAddress address = new ShippingAddress("Ada", "Wall 1", "Hof", "Köln", null, "50667", "DE");
        return new Sealer(store, codec, new SecureRandom()).seal(ORDER, "ada", new PersonalData(address, null));
    }
}
