package dev.bulwark.shipping.carrier;

import java.util.List;

import dev.bulwark.platform.core.value.FreeText;
import dev.bulwark.shipping.Address;
import dev.bulwark.shipping.BookingRequest;
import dev.bulwark.testing.MadeUpTexts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every address that order-service takes can be written in the carrier's format, which refuses blank fields and knows no escape. */
class AdmittedAddressPropertyTest {

    private static final int SEEDS = 3_000;
    /** 100 lines of 999 pieces. */
    private static final int MOST_PIECES = 99_900;

    private static final FreeText LINE = FreeText.line(200);

    @Test
    void isALineOfEightFieldsEachOfWhichShowsSomething() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            MadeUpTexts texts = new MadeUpTexts(seed);
            String name = admitted(texts);
            String postalCode = admitted(texts);
            Address address = new Address(name, admitted(texts), admitted(texts), postalCode, "DE");
            int pieces = 1 + (int) texts.number(MOST_PIECES - 1);

            String line = CarrierFormat.book(new BookingRequest("o-1:shipment", address, pieces));

            List<String> fields = List.of(line.split("\\|", -1));
            assertThat(line.lines()).as("seed %d", seed).containsExactly(line);
            assertThat(fields).as("seed %d", seed).hasSize(8).noneMatch(String::isBlank);
            assertThat(fields.get(2)).as("seed %d", seed).isEqualTo(name.strip().replace('|', '/'));
            assertThat(fields.get(5))
                    .as("seed %d", seed)
                    .isEqualTo(postalCode.strip().replace('|', '/'));
            assertThat(fields.get(7)).as("seed %d", seed).matches("[1-9][0-9]{0,4}");
        }
    }

    private static String admitted(MadeUpTexts texts) {
        String text = texts.next(4);
        while (LINE.fault(text) != null) {
            text = texts.next(4);
        }
        return text;
    }
}
