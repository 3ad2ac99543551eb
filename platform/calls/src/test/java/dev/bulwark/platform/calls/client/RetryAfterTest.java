package dev.bulwark.platform.calls.client;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("1994-11-06T08:49:30Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "7|7",
                "' 120 '|120",
                "999999999|999999999",
                "Sun, 06 Nov 1994 08:49:37 GMT|7",
                "Sun Nov  6 08:49:37 1994|7",
                "Sun, 06 Nov 1994 08:49:00 GMT|0"
            })
    void secondsAndDates(String header, long seconds) {
        assertThat(RetryAfter.parse(header, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void aYearOfTwoDigitsIsOfThisCentury() {
        assertThat(RetryAfter.parse("Sunday, 29-Nov-26 08:49:37 GMT", Instant.parse("2026-11-29T08:49:30Z")))
                .isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "1.5",
                "soon",
                "9999999999",
                "Sun, 99 Nov 1994 08:49:37 GMT",
                "1994-11-06T08:49:37Z"
            })
    void whatCanNotBeReadIsNotThere(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isNull();
        assertThat(RetryAfter.parse(null, NOW)).isNull();
    }
}
