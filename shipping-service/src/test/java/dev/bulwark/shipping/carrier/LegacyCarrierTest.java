package dev.bulwark.shipping.carrier;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.LocalDate;

import dev.bulwark.platform.calls.client.HttpExchange;
import dev.bulwark.platform.calls.intent.CallResult;
import dev.bulwark.platform.calls.intent.CallResult.Answered;
import dev.bulwark.platform.calls.intent.CallResult.Rejected;
import dev.bulwark.platform.calls.intent.CallResult.TryAgain;
import dev.bulwark.shipping.Address;
import dev.bulwark.shipping.BookingRequest;
import dev.bulwark.shipping.CarrierAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LegacyCarrierTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final BookingRequest BOOKING =
            new BookingRequest("o-1:shipment", new Address("Ada", "Wall 1", "Köln", "50667", "DE"), 1);

    @Test
    void an_ok_is_an_answer() throws Exception {
        assertThat(book(200, "OK|LX1|LX|2026.02.28"))
                .isEqualTo(new Answered<>(new CarrierAnswer.Booked("Lux Express", "LX1", LocalDate.of(2026, 2, 28))));
        assertThat(cancel(200, "OK|CANC")).isEqualTo(new Answered<>(new CarrierAnswer.Cancelled()));
    }

    @Test
    void an_err_is_an_answer_to_a_booking() throws Exception {
        assertThat(book(200, "ERR|E17|UNDELIVERABLE")).isEqualTo(new Answered<>(new CarrierAnswer.Undeliverable()));
    }

    @Test
    void an_err_is_no_answer_to_a_cancellation() throws Exception {
        assertThat(cancel(200, "ERR|E01|MALFORMED RECORD")).isInstanceOf(TryAgain.class);
        assertThat(cancel(404, "")).isInstanceOf(Rejected.class);
    }

    /** A rotated key, a wrong URL, a proxy's page: nothing of that is a customer's refusal. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                302, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 413, 415, 422, 425, 426, 429, 431, 451, 499,
                500, 502, 503, 504
            })
    void no_decision_is_no_answer_whatever_the_line_says(int status) throws Exception {
        boolean notNow = status >= 500 || status == 408 || status == 425 || status == 429;
        CallResult<CarrierAnswer> undecided =
                notNow ? new TryAgain<>("HTTP " + status) : new Rejected<>("HTTP " + status);
        assertThat(book(status, "OK|LX1|LX|2026.02.28")).isEqualTo(undecided);
        assertThat(cancel(status, "OK|CANC")).isEqualTo(undecided);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERR|E99|SYSTEM UNAVAILABLE", "ERR|A401|BAD CREDENTIALS", "ERR|E42|SOMETHING NEW"})
    void an_error_that_is_not_about_the_record_refuses_nobody(String line) throws Exception {
        assertThat(book(200, line)).isInstanceOf(TryAgain.class);
        assertThat(cancel(200, line)).isInstanceOf(TryAgain.class);
    }

    @Test
    void a_changed_format_is_no_answer_and_says_so() throws Exception {
        assertThat(book(200, "OK;LX1;LX;2026.02.28"))
                .isInstanceOfSatisfying(
                        TryAgain.class,
                        again -> assertThat(again.reason())
                                .contains("CarrierFormatException")
                                .doesNotContain("LX1"));
    }

    @Test
    void silence_is_no_answer() throws Exception {
        LegacyCarrier carrier = new LegacyCarrier((request, atMost) -> {
            throw new SocketTimeoutException("Read timed out");
        });

        assertThat(carrier.book(BOOKING, SECOND)).isInstanceOf(TryAgain.class);
    }

    @Test
    void an_interrupted_call_stops() {
        LegacyCarrier carrier = new LegacyCarrier((request, atMost) -> {
            Thread.currentThread().interrupt();
            throw new IOException("closed");
        });

        assertThatThrownBy(() -> carrier.book(BOOKING, SECOND)).isInstanceOf(InterruptedException.class);
    }

    private static CallResult<CarrierAnswer> book(int status, String line) throws InterruptedException {
        return new LegacyCarrier((request, atMost) -> {
                    assertThat(request.path()).isEqualTo("/bookings");
                    assertThat(asked(request)).startsWith("BOOK|o-1:shipment|");
                    assertThat(atMost).isEqualTo(SECOND);
                    return new HttpExchange.Response(status, line.getBytes(UTF_8));
                })
                .book(BOOKING, SECOND);
    }

    private static CallResult<CarrierAnswer> cancel(int status, String line) throws InterruptedException {
        return new LegacyCarrier((request, atMost) -> {
                    assertThat(request.path()).isEqualTo("/cancellations");
                    assertThat(asked(request)).isEqualTo("CANC|o-1:shipment");
                    return new HttpExchange.Response(status, line.getBytes(UTF_8));
                })
                .cancel("o-1:shipment", SECOND);
    }

    private static String asked(HttpExchange.Request request) {
        assertThat(request.body().mediaType()).isEqualTo("text/plain; charset=UTF-8");
        return new String(request.body().content(), UTF_8);
    }
}
