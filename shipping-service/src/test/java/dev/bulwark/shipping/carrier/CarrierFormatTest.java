package dev.bulwark.shipping.carrier;

import java.time.LocalDate;

import dev.bulwark.shipping.Address;
import dev.bulwark.shipping.BookingRequest;
import dev.bulwark.shipping.CarrierAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CarrierFormatTest {

    @Test
    void a_booking_as_the_carrier_wants_it() {
        Address address = new Address("Ada Löwe", "Am Wall 1, Hof", "Köln", "50667", "DE");

        assertThat(CarrierFormat.book(new BookingRequest("o-1:shipment", address, 12)))
                .isEqualTo("BOOK|o-1:shipment|Ada Löwe|Am Wall 1, Hof|Köln|50667|DE|12");
    }

    @Test
    void nothing_in_an_address_can_end_a_field_or_a_line() {
        Address address =
                new Address("Eve|E17|", "1\r\nCANC|o-2:shipment", "\tRome\u0000\u0085\u2028", "00|1", "I\u007fT");

        String line = CarrierFormat.book(new BookingRequest("o-1:shipment", address, 1));

        assertThat(line).isEqualTo("BOOK|o-1:shipment|Eve/E17/|1 CANC/o-2:shipment|Rome|00/1|I T|1");
        assertThat(line.split("\\|", -1)).hasSize(8);
        assertThat(line.lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a|b", "a\nb", "a b", "ä"})
    void a_reference_is_never_made_to_fit(String reference) {
        assertThatThrownBy(() -> CarrierFormat.cancel(reference)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_booking_made() {
        assertThat(CarrierFormat.booked("OK|LX0815|LX|2026.02.28\n"))
                .isEqualTo(new CarrierAnswer.Booked("Lux Express", "LX0815", LocalDate.of(2026, 2, 28)));
    }

    @Test
    void a_carrier_nobody_told_us_about_is_shown_by_its_code() {
        assertThat(CarrierFormat.booked("OK|T1|QQ|2026.02.28"))
                .isEqualTo(new CarrierAnswer.Booked("QQ", "T1", LocalDate.of(2026, 2, 28)));
    }

    @Test
    void cryptic_codes() {
        assertThat(CarrierFormat.booked("ERR|E17|UNDELIVERABLE")).isEqualTo(new CarrierAnswer.Undeliverable());
        assertThat(CarrierFormat.booked("ERR|E23|CANCELLED")).isEqualTo(new CarrierAnswer.Blocked());
        assertThat(CarrierFormat.booked("ERR|E01|MALFORMED RECORD"))
                .isEqualTo(new CarrierAnswer.Refused("the carrier refused with E01"));
    }

    @Test
    void a_cancellation() {
        assertThat(CarrierFormat.cancel("o-1:shipment")).isEqualTo("CANC|o-1:shipment");
        assertThat(CarrierFormat.cancelled("OK|CANC")).isEqualTo(new CarrierAnswer.Cancelled());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "OK",
                "ok|LX1|LX|2026.02.28",
                "OK|LX1|LX",
                "OK|LX1|LX|2026.02.28|more",
                "OK||LX|2026.02.28",
                "OK|LX1||2026.02.28",
                "OK|LX1|LX|",
                "OK|LX1|LX|2026-02-28",
                "OK|LX1|LX|28.02.2026",
                "OK|LX1|LX|2026.02.30",
                "OK|LX1|LX|2026.2.8",
                "OK|LX 1|LX|2026.02.28",
                "OK|CANC",
                "ERR",
                "ERR|E17",
                "ERR|SEVENTEEN|NO",
                "{\"status\":\"OK\",\"tracking\":\"LX1\"}",
                "<html>Bad gateway</html>"
            })
    void another_format_is_a_clear_exception(String line) {
        assertThatThrownBy(() -> CarrierFormat.booked(line)).isInstanceOf(CarrierFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "OK", "OK|DONE", "OK|CANC|1", "OK|LX1|LX|2026.02.28", "CANC|OK", "ERR|1"})
    void another_format_of_a_cancellation_as_well(String line) {
        assertThatThrownBy(() -> CarrierFormat.cancelled(line)).isInstanceOf(CarrierFormatException.class);
    }

    @Test
    void the_exception_says_what_was_expected_and_not_what_was_there() {
        assertThatThrownBy(() -> CarrierFormat.booked("OK|LX1|LX|Ada Löwe, Am Wall 1"))
                .hasMessage("the day of delivery wasn't yyyy.MM.dd");
        assertThatThrownBy(() -> CarrierFormat.booked("OK|LX1|LX"))
                .hasMessage("a line OK has 4 fields, this one had 3");
    }
}
