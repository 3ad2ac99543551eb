package dev.bulwark.platform.calls.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BulkheadTest {

    private static final int AT_ONCE = 4;
    private static final int SLOW_AFTER_MILLIS = 10;

    private final Bulkhead slots = new Bulkhead(AT_ONCE, 8, SLOW_AFTER_MILLIS);
    private final ExecutorService dispatcher = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        dispatcher.shutdownNow();
    }

    private void answered(int calls) throws InterruptedException {
        for (int i = 0; i < calls; i++) {
            Bulkhead.Slot slot = slots.acquire();
            slot.answered();
            slot.release();
        }
    }

    /** How many get a place though none is given back, and slow calls have had the time to give theirs. */
    private List<Bulkhead.Slot> acquired() throws InterruptedException, ExecutionException {
        List<Bulkhead.Slot> acquired = new ArrayList<>();
        while (true) {
            Future<Bulkhead.Slot> next = dispatcher.submit(slots::acquire);
            try {
                acquired.add(next.get(20 * SLOW_AFTER_MILLIS, TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                next.cancel(true);
                return acquired;
            }
        }
    }

    @Test
    void slowCallsGiveNoPlaceWhereNothingIsAnswered() throws Exception {
        assertThat(acquired()).hasSize(AT_ONCE);
        assertThat(slots.slow()).isZero();
    }

    @Test
    void slowCallsGiveAPlaceForEachThatWasAnswered() throws Exception {
        answered(3);
        assertThat(acquired()).hasSize(AT_ONCE + 3);
        assertThat(slots.slow()).isEqualTo(3);
    }

    @Test
    void thePlacesForSlowCallsGrowAsTheyAreAnswered() throws Exception {
        for (Bulkhead.Slot slot : acquired()) {
            slot.answered();
            slot.release();
        }
        assertThat(acquired()).hasSize(2 * AT_ONCE);
    }

    @Test
    void thePlacesForSlowCallsHaveABound() throws Exception {
        answered(100);
        assertThat(acquired()).hasSize(AT_ONCE + 8);
    }
}
