package dev.bulwark.payment.psp;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the provider signs its webhooks with.
 *
 * @param secret shared with the provider. Default: the development secret, which doesn't start under profile {@code production}
 * @param previousSecret counts as well while the provider changes over to the other; empty or absent: there is none
 */
@ConfigurationProperties("bulwark.psp.webhook")
record WebhookProperties(
        @DefaultValue(DEVELOPMENT_SECRET) String secret,
        @Nullable String previousSecret) {

    static final String DEVELOPMENT_SECRET = "psp-webhook-secret";
    /** Shorter ones can be guessed from one recorded webhook. */
    private static final int MIN_CHARS = 16;

    WebhookProperties {
        if (previousSecret != null && previousSecret.isBlank()) {
            previousSecret = null;
        }
        require("secret", secret);
        if (previousSecret != null) {
            require("previous-secret", previousSecret);
        }
    }

    /** All that count. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>(List.of(secret));
        if (previousSecret != null) {
            secrets.add(previousSecret);
        }
        return secrets;
    }

    private static void require(String property, String value) {
        if (value.isBlank() || value.length() < MIN_CHARS) {
            throw new IllegalArgumentException(
                    "bulwark.psp.webhook." + property + " must have at least " + MIN_CHARS + " characters");
        }
    }

    @Override
    public String toString() {
        return "WebhookProperties[secrets=" + secrets().size() + "]";
    }
}
