package dev.bulwark.simulators.psp;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where and how the PSP tells its merchant what an answer may not have told.
 *
 * @param url where events are posted; empty: nowhere
 * @param secret what they are signed with
 * @param maxAttempts 5: with the pauses between them a quarter of a minute, while the merchant's own limit for an answer is half a minute
 * @param firstPause before the second attempt; each further pause is twice as long
 */
@ConfigurationProperties("bulwark.simulators.psp.webhook")
record WebhookProperties(
        @DefaultValue("") String url,
        @DefaultValue("psp-webhook-secret") String secret,
        @DefaultValue("5") int maxAttempts,
        @DefaultValue("1s") Duration firstPause) {

    private static final int MOST_ATTEMPTS = 20;

    WebhookProperties {
        require(!secret.isBlank(), "secret", "not empty", "empty");
        require(maxAttempts >= 1 && maxAttempts <= MOST_ATTEMPTS, "max-attempts", "between 1 and 20", maxAttempts);
        boolean sane = !firstPause.isNegative() && firstPause.compareTo(Duration.ofMinutes(1)) <= 0;
        require(sane, "first-pause", "between 0 s and 60 s", firstPause);
    }

    private static void require(boolean holds, String name, String allowed, Object actual) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "bulwark.simulators.psp.webhook." + name + " must be " + allowed + ", not " + actual);
        }
    }

    @Override
    public String toString() {
        return "WebhookProperties[url=" + url + "]";
    }
}
