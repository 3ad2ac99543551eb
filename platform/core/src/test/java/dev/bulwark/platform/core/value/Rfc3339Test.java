package dev.bulwark.platform.core.value;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class Rfc3339Test {

    @ParameterizedTest
    @CsvSource({
        "2026-11-29T10:00:00Z, 2026-11-29T10:00:00Z",
        "2026-11-29t10:00:00z, 2026-11-29T10:00:00Z",
        "2026-11-29T10:00:00.5+05:30, 2026-11-29T04:30:00.5Z",
        "2024-02-29T00:00:00-00:00, 2024-02-29T00:00:00Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z"
    })
    void isAMoment(String text, Instant moment) {
        assertThat(Rfc3339.parse(text)).hasValue(moment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-11-29",
                "2026-11-29T10:00Z",
                "2026-11-29T10:00:00",
                "2026-11-29 10:00:00Z",
                "2026-11-29T10:00:00 01:00",
                "2026-11-29T10:00:00+01",
                "2026-11-29T10:00:00+01:00[Europe/Berlin]",
                "2026-11-29T10:00:00.1234567890Z",
                "2026-02-29T00:00:00Z",
                "2026-11-29T24:00:00Z",
                "2026-11-29T23:59:60Z",
                "2026-11-29T10:00:00+24:00",
                "0000-12-31T23:59:59Z",
                "0001-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-00:01",
                "+300000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "-999999999-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59Z",
                "\u0662\u0660\u0662\u0666-11-29T10:00:00Z",
                "1764410400",
                "infinity"
            })
    void isNone(String text) {
        assertThat(Rfc3339.parse(text)).isEmpty();
    }
}
