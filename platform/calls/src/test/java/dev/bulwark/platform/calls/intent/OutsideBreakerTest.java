package dev.bulwark.platform.calls.intent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class OutsideBreakerTest {

    private static final long QUICK = TimeUnit.MILLISECONDS.toNanos(5);

    private final OutsideBreaker breaker = new OutsideBreaker("test");

    @BeforeEach
    void aFullWindow() {
        answered(30);
    }

    private void answered(int calls) {
        for (int i = 0; i < calls; i++) {
            assertThat(breaker.allows()).isTrue();
            breaker.answered(QUICK);
        }
    }

    private void failed(int calls) {
        for (int i = 0; i < calls; i++) {
            assertThat(breaker.allows()).isTrue();
            breaker.failed(QUICK, "503");
        }
    }

    private void opensAndComesBack() {
        failed(10);
        await().atMost(Duration.ofSeconds(5)).until(breaker::allows);
        breaker.answered(QUICK);
        answered(1);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    /** How many calls it lets through until one of them comes back. */
    private int allowed() {
        return (int) IntStream.range(0, 100).takeWhile(i -> breaker.allows()).count();
    }

    @Test
    void opensWhenTenFailInARow() {
        failed(9);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        failed(1);
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(breaker.allows()).isFalse();
    }

    @Test
    void opensOnceThoughManyFailAtTheSameMoment() throws InterruptedException {
        List<OutsideBreaker> breakers = IntStream.range(0, 100)
                .mapToObj(i -> new OutsideBreaker("test"))
                .toList();
        for (OutsideBreaker one : breakers) {
            failAtOnce(one, 30);
        }
        Thread.sleep(1_200);
        assertThat(breakers).as("asked again after the first wait").allMatch(OutsideBreaker::allows);
    }

    private static void failAtOnce(OutsideBreaker breaker, int calls) throws InterruptedException {
        CyclicBarrier together = new CyclicBarrier(calls);
        try (ExecutorService callers = Executors.newFixedThreadPool(calls)) {
            for (int i = 0; i < calls; i++) {
                assertThat(breaker.allows()).isTrue();
                callers.submit(() -> {
                    together.await();
                    breaker.failed(QUICK, "503");
                    return null;
                });
            }
        }
    }

    @Test
    void countsTheRowAgainAfterAnAnswer() {
        failed(7);
        answered(1);
        failed(7);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void opensWhereEverySecondCallFails() {
        for (int i = 0; i < 14; i++) {
            failed(1);
            answered(1);
        }
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        failed(1);
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void staysClosedWhereEveryFourthCallFails() {
        for (int i = 0; i < 100; i++) {
            failed(1);
            answered(3);
        }
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void letsFewCallsBeUnderWayAtOnceWhenItCloses() {
        assertThat(allowed()).as("while it has never opened").isEqualTo(100);
        opensAndComesBack();
        assertThat(allowed()).as("at first").isEqualTo(4);
        breaker.answered(QUICK);
        breaker.failed(QUICK, "503");
        assertThat(allowed()).as("for those that returned").isEqualTo(2);
        for (int i = 0; i < 7; i++) {
            breaker.answered(QUICK);
            breaker.allows();
        }
        breaker.answered(QUICK);
        assertThat(allowed()).as("when it has seen enough").isEqualTo(100);
    }

    @Test
    void opensAgainSoonWhenWhatCameBackFails() {
        opensAndComesBack();
        for (int i = 0; i < 5; i++) {
            failed(1);
            if (i < 4) {
                answered(1);
            }
        }
        assertThat(breaker.state()).as("after nine calls").isEqualTo(State.CLOSED);
        failed(1);
        assertThat(breaker.state()).as("after ten").isEqualTo(State.OPEN);
    }

    @Test
    void saysWhyItOpens(CapturedOutput output) {
        failed(10);
        assertThat(output)
                .contains("The breaker of test opens: of its last 30 calls 10 failed, 10 in a row, and 0 were slow; "
                        + "last failure: 503");
    }
}
