package dev.bulwark.platform.core.value;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WholeNumberTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 100, Long.MAX_VALUE, Long.MIN_VALUE})
    void aLongReadsItself(long number) {
        assertThat(WholeNumber.parse(Long.toString(number))).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "+5",
                " 5",
                "5 ",
                "05",
                "-0",
                "00",
                "1.0",
                "1e2",
                "0x10",
                "#10",
                "1_000",
                "\u0663",
                "\uff15",
                "9223372036854775808",
                "-9223372036854775809",
                "99999999999999999999"
            })
    void anyOtherSpellingIsNone(String text) {
        assertThat(WholeNumber.parse(text)).isEmpty();
    }
}
