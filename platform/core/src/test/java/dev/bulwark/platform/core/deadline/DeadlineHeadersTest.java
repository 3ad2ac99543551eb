package dev.bulwark.platform.core.deadline;

import java.time.Duration;
import java.time.InstantSource;

import dev.bulwark.platform.core.problem.ProblemException;
import dev.bulwark.testing.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeadlineHeadersTest {

    private final InstantSource clock = new ManualClock();
    private final DeadlineHeaders headers = new DeadlineHeaders(Duration.ofSeconds(5), Duration.ofMinutes(15));

    @Test
    void theRelativeOneGoesFirst() {
        assertThat(headers.read("700", at(3_000), clock).remainingMillis()).isEqualTo(700);
    }

    @Test
    void theAbsoluteOneIsUsedOtherwise() {
        assertThat(headers.read(null, at(3_000), clock).remainingMillis()).isEqualTo(3_000);
    }

    @Test
    void withoutEitherTheDefaultHolds() {
        assertThat(headers.read(null, null, clock).remainingMillis()).isEqualTo(5_000);
    }

    @Test
    void laterOnesAreClampedAndNothingOverflows() {
        assertThat(headers.read("99999999", null, clock).remainingMillis()).isEqualTo(900_000);
        assertThat(headers.read(null, Long.toString(Long.MAX_VALUE), clock).remainingMillis())
                .isEqualTo(900_000);
        assertThat(headers.read("9223372036854775808", null, clock).remainingMillis())
                .isEqualTo(900_000);
        assertThat(headers.read(Long.toString(Long.MAX_VALUE), null, clock).remainingMillis())
                .isEqualTo(900_000);
    }

    @Test
    void whatHasPassedIsSpent() {
        assertThat(headers.read("0", null, clock).isSpent()).isTrue();
        assertThat(headers.read(null, at(-1), clock).isSpent()).isTrue();
        assertThat(headers.read(null, "0", clock).isSpent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "soon", "-1", "+5", "1.5", "5s", "NaN", "1e12", "0x10", "\u0661\u0662"})
    void whatIsNoMomentIsRefused(String value) {
        assertThatThrownBy(() -> headers.read(value, null, clock)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(400);
            assertThat(e.problem().slug()).isEqualTo("bad-deadline");
        });
        assertThatThrownBy(() -> headers.read(null, value, clock)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> headers.readFromClient(value, null, clock)).isInstanceOf(ProblemException.class);
    }

    /** A service and the gateway read a header in the same way. */
    @ParameterizedTest
    @ValueSource(
            strings = {"1", " 200 ", "5000", "999999999999999999", "9223372036854775808", "9999999999999999999999"})
    void aClientsHeaderIsReadAsAPeers(String value) {
        assertThat(headers.readFromClient(value, null, clock)).isEqualTo(headers.read(value, null, clock));
        assertThat(headers.readFromClient(null, value, clock)).isEqualTo(headers.read(null, value, clock));
    }

    @Test
    void aClientSendsOneOfTheTwo() {
        assertThatThrownBy(() -> headers.readFromClient("700", at(700), clock))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().slug()).isEqualTo("bad-deadline"));
        assertThat(headers.readFromClient(null, null, clock).remainingMillis()).isEqualTo(5_000);
    }

    private String at(long millisFromNow) {
        return Long.toString(clock.millis() + millisFromNow);
    }
}
