package dev.bulwark.platform.calls.intent;

import java.time.Instant;
import java.util.List;

import dev.bulwark.platform.calls.intent.OpenIntents.Attempt;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OpenIntentsTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final OpenIntents<String> open = new OpenIntents<>(3);

    private static Intent<String> intent(String id) {
        return new Intent<>(id, "request of " + id, null, null);
    }

    private static Intent<String> expiring(String id, Instant expires) {
        return new Intent<>(id, "request of " + id, expires, null);
    }

    @Test
    void givesThemOutInTheOrderTheyCame() {
        open.admit(List.of(intent("a"), intent("b")), NOON);
        assertThat(open.next(NOON).intent().id()).isEqualTo("a");
        assertThat(open.next(NOON).intent().id()).isEqualTo("b");
        assertThat(open.next(NOON)).isNull();
    }

    @Test
    void holdsOneThatIsGivenOutUntilItIsClosed() {
        open.admit(List.of(intent("a")), NOON);
        open.next(NOON);
        assertThat(open.admit(List.of(intent("a")), NOON)).isZero();
        assertThat(open.next(NOON)).as("not a second time").isNull();
        open.close(List.of("a"));
        open.admit(List.of(intent("a")), NOON);
        assertThat(open.next(NOON)).isNotNull();
    }

    @Test
    void isBounded() {
        assertThat(open.admit(List.of(intent("a"), intent("b"), intent("c"), intent("d"), intent("e")), NOON))
                .isEqualTo(2);
        assertThat(open.size()).isEqualTo(3);
    }

    @Test
    void givesARetryOutWhenItIsDue() {
        open.admit(List.of(intent("a")), NOON);
        Attempt<String> attempt = open.next(NOON);
        open.retryAt(attempt.failed(), NOON.plusMillis(50));
        assertThat(open.next(NOON.plusMillis(49))).isNull();
        assertThat(open.next(NOON.plusMillis(50))).isEqualTo(new Attempt<>(intent("a"), 1));
    }

    @Test
    void passesOverWhatWasClosedMeanwhile() {
        Instant expires = NOON.plusSeconds(1);
        open.admit(List.of(expiring("under way", expires), expiring("ready", expires), intent("last")), NOON);
        Attempt<String> underWay = open.next(NOON);
        open.close(List.of("under way", "ready"));
        open.retryAt(underWay.failed(), NOON.plusMillis(1));
        assertThat(open.takeExpired(expires)).as("nobody waits for it").isEmpty();
        open.retryAt(underWay.failed(), NOON.plusMillis(1));
        assertThat(open.next(NOON.plusMillis(1)).intent().id()).isEqualTo("last");
        assertThat(open.next(NOON.plusMillis(1))).isNull();
        assertThat(open.firstRetry()).isNull();
    }

    @Test
    void takesOutWhatExpiredWhetherReadyOrDelayed() {
        Intent<String> ready = expiring("ready", NOON.plusSeconds(1));
        Intent<String> delayed = expiring("delayed", NOON.plusSeconds(1));
        open.admit(List.of(delayed), NOON);
        open.retryAt(open.next(NOON).failed(), NOON.plusSeconds(60));
        open.admit(List.of(ready, intent("never")), NOON);
        assertThat(open.takeExpired(NOON.plusSeconds(1).minusMillis(1))).isEmpty();
        assertThat(open.takeExpired(NOON.plusSeconds(1))).containsExactlyInAnyOrder(ready, delayed);
        assertThat(open.next(NOON.plusSeconds(61)).intent().id()).isEqualTo("never");
    }

    @Test
    void namesOldClaimsOnce() {
        open.admit(List.of(intent("old")), NOON);
        open.admit(List.of(intent("young")), NOON.plusSeconds(5));
        assertThat(open.claimedBefore(NOON.plusSeconds(5), NOON.plusSeconds(6))).containsExactly("old");
        assertThat(open.claimedBefore(NOON.plusSeconds(5), NOON.plusSeconds(6))).isEmpty();
    }
}
