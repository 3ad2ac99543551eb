package dev.bulwark.gateway;

import dev.bulwark.gateway.problem.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class DeadlineHeadersTest {

    private static final long NOW = 1_800_000_000_000L;
    private static final long BUDGET = 5_000;

    @ParameterizedTest(name = "{0}: {1} → now + {2}")
    @CsvSource({
        "X-Timeout-Ms, 1, 1",
        "X-Timeout-Ms, ' 200 ', 200",
        "X-Timeout-Ms, 5000, 5000",
        "X-Timeout-Ms, 5001, 5000",
        "X-Timeout-Ms, 999999999999999999, 5000",
        "X-Timeout-Ms, 9999999999999999999999, 5000",
        "X-Deadline, 1800000000001, 1",
        "X-Deadline, 1800000004999, 4999",
        "X-Deadline, 1800000900000, 5000",
        "X-Deadline, 9999999999999999999999, 5000"
    })
    void aCallerShortensTheBudgetAndNeverLengthensIt(String header, String value, long expected) {
        assertThat(DeadlineHeaders.resolve(headers(header, value), NOW, BUDGET) - NOW)
                .isEqualTo(expected);
    }

    @Test
    void withoutAHeaderTheBudgetOfTheRouteHolds() {
        assertThat(DeadlineHeaders.resolve(new HttpHeaders(), NOW, BUDGET)).isEqualTo(NOW + BUDGET);
    }

    @ParameterizedTest(name = "{0}: {1} is over")
    @CsvSource({"X-Timeout-Ms, 0", "X-Deadline, 0", "X-Deadline, 1799999999999", "X-Deadline, 1800000000000"})
    void aMomentThatIsPastIsRefused(String header, String value) {
        assertThat(refusalOf(headers(header, value)).problem().slug()).isEqualTo("deadline-exceeded");
    }

    @ParameterizedTest(name = "{0}: '{1}' can't be read")
    @CsvSource({
        "X-Timeout-Ms, -1", "X-Timeout-Ms, ''", "X-Timeout-Ms, 1.5", "X-Timeout-Ms, 5s", "X-Timeout-Ms, +5",
        "X-Timeout-Ms, NaN", "X-Timeout-Ms, 0x10", "X-Timeout-Ms, ١٢", "X-Deadline, -1", "X-Deadline, tomorrow",
        "X-Deadline, 1e12", "X-Deadline, ' '"
    })
    void whatIsNotANumberFromZeroUpIsRefused(String header, String value) {
        assertThat(refusalOf(headers(header, value)).problem().slug()).isEqualTo("bad-deadline");
    }

    @Test
    void twoWordsOnOneDeadlineAreRefused() {
        HttpHeaders both = headers("X-Deadline", Long.toString(NOW + 100));
        both.set("X-Timeout-Ms", "100");
        HttpHeaders twice = headers("X-Timeout-Ms", "100");
        twice.add("X-Timeout-Ms", "100");

        assertThat(refusalOf(both).problem().slug()).isEqualTo("bad-deadline");
        assertThat(refusalOf(twice).problem().slug()).isEqualTo("bad-deadline");
    }

    private static HttpHeaders headers(String name, String value) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(name, value);
        return headers;
    }

    private static Refusal refusalOf(HttpHeaders headers) {
        return catchThrowableOfType(Refusal.class, () -> DeadlineHeaders.resolve(headers, NOW, BUDGET));
    }
}
