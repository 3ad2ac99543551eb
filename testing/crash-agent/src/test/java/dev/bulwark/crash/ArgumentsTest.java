package dev.bulwark.crash;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ArgumentsTest {

    @ParameterizedTest
    @EnumSource(CrashPoint.class)
    void everyPointIsReadByItsName(CrashPoint point) {
        Arguments told = Arguments.crash(point, 3);

        assertThat(Arguments.parse(told.text())).isEqualTo(told);
        assertThat(point.pointName()).matches("[a-z]+\\.[a-z]+(-[a-z]+)*");
    }

    @Test
    void theFirstPassIsTheLastUnlessSaid() {
        assertThat(Arguments.parse("crash=relay.after-send"))
                .isEqualTo(Arguments.crash(CrashPoint.RELAY_AFTER_SEND, 1));
    }

    @ParameterizedTest
    @CsvSource({"+PT5M, 5", "-PT5M, -5", "PT-5M, -5"})
    void aClockGoesAheadOrBehind(String text, int minutes) {
        Arguments told = Arguments.parse("clock=" + text);

        assertThat(told).isEqualTo(Arguments.clock(Duration.ofMinutes(minutes)));
        assertThat(Arguments.parse(told.text())).isEqualTo(told);
    }

    @Test
    void bothCanBeTold() {
        Arguments told = Arguments.parse("clock=PT1H,hit=2,crash=batch.before-commit");

        assertThat(told).isEqualTo(new Arguments(CrashPoint.BATCH_BEFORE_COMMIT, 2, Duration.ofHours(1)));
        assertThat(Arguments.parse(told.text())).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "null; is missing",
                "||; is missing",
                "nonsense; 'nonsense' is none of",
                "crash=relay.after-send,; '' is none of",
                "=3; '=3' is none of",
                "crash=; there is no crash point ''",
                "crash=relay.afternoon; relay.after-send, relay.after-delete",
                "crash=relay.after-send,hit=0; 1 to 1000000, not 0",
                "crash=relay.after-send,hit=1000001; 1 to 1000000, not 1000001",
                "crash=relay.after-send,hit=two; not 'two'",
                "crash=relay.after-send,crash=relay.after-send; crash is given twice",
                "hit=3; hit=3 needs crash",
                "clock=five; not 'five'",
                "clock=PT0S; not PT0S",
                "clock=PT24H1S; at most PT24H"
            })
    void whatMakesNoSenseIsSaid(String text, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse(text))
                .withMessageContaining(complaint);
    }
}
