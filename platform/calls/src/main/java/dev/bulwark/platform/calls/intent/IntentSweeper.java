package dev.bulwark.platform.calls.intent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the claims of what is open here, and takes over what a crash has left.
 *
 * <p>An intent answered at the usual speed is never touched: only claims older than a third of the lease are renewed.
 */
final class IntentSweeper<I> {

    private static final Logger log = LoggerFactory.getLogger(IntentSweeper.class);
    private static final int MAX_CLAIMED_AT_ONCE = 500;

    private final Intents<I> intents;

    IntentSweeper(Intents<I> intents) {
        this.intents = intents;
    }

    /** One look. */
    void look() {
        renewClaims();
        takeOver();
    }

    private void renewClaims() {
        Duration lease = intents.settings().lease();
        Instant now = intents.clock().instant();
        List<String> old = intents.open().claimedBefore(now.minus(lease.dividedBy(3)), now);
        if (!old.isEmpty()) {
            intents.store().claim(old, lease);
        }
    }

    private void takeOver() {
        while (!intents.saturated()) {
            List<Intent<I>> left = intents.store()
                    .claimDue(MAX_CLAIMED_AT_ONCE, intents.settings().lease());
            if (!left.isEmpty()) {
                log.info("{} intents were left without an answer and are asked again", left.size());
                intents.admit(left);
            }
            if (left.size() < MAX_CLAIMED_AT_ONCE) {
                return;
            }
        }
    }
}
