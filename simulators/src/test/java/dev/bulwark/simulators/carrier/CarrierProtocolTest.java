package dev.bulwark.simulators.carrier;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CarrierProtocolTest {

    @Test
    void reads_a_booking() {
        assertThat(CarrierRequest.book("BOOK|o1:shipment|Ann Other|Main St 1|Berlin|10115|DE|3\n"))
                .contains(new CarrierRequest.Book("o1:shipment", "10115", 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "BOOK",
                "BOOK|r|n|s|c|10115|DE",
                "BOOK|r|n|s|c|10115|DE|1|more",
                "BOOK||n|s|c|10115|DE|1",
                "BOOK|r|n|s|c||DE|1",
                "BOOK|r|n|s|c|10115|DE|0",
                "BOOK|r|n|s|c|10115|DE|-1",
                "BOOK|r|n|s|c|10115|DE|one",
                "BOOK|r|n|s|c|10115|DE|100000",
                "book|r|n|s|c|10115|DE|1",
                "CANC|r"
            })
    void refuses_what_is_no_booking(String line) {
        assertThat(CarrierRequest.book(line)).isEmpty();
    }

    @Test
    void reads_a_cancellation() {
        assertThat(CarrierRequest.cancel("CANC|o1:shipment")).contains(new CarrierRequest.Cancel("o1:shipment"));
        assertThat(CarrierRequest.cancel("CANC|")).isEmpty();
        assertThat(CarrierRequest.cancel("CANC|a|b")).isEmpty();
        assertThat(CarrierRequest.cancel("BOOK|a")).isEmpty();
    }

    @Test
    void says_it_in_the_old_format() {
        assertThat(new CarrierReply.Booked("LX123", LocalDate.of(2031, 2, 3)).line())
                .isEqualTo("OK|LX123|LX|2031.02.03");
        assertThat(new CarrierReply.Cancelled().line()).isEqualTo("OK|CANC");
        assertThat(CarrierReply.Refused.E17.line()).isEqualTo("ERR|E17|UNDELIVERABLE");
        assertThat(CarrierReply.Refused.E23.line()).isEqualTo("ERR|E23|CANCELLED");
        assertThat(CarrierReply.Refused.E01.line()).isEqualTo("ERR|E01|MALFORMED RECORD");
    }

    @ParameterizedTest
    @CsvSource({"00000, UNDELIVERABLE", "99999, DOWN_AT_FIRST", "10115, DELIVERABLE", "000000, DELIVERABLE"})
    void the_postal_code_decides(String postalCode, TestAddress address) {
        assertThat(TestAddress.of(postalCode)).isEqualTo(address);
    }
}
