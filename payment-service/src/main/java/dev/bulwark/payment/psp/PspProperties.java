package dev.bulwark.payment.psp;

import java.net.URI;

import dev.bulwark.platform.calls.client.HttpExchange;
import dev.bulwark.platform.calls.intent.IntentSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The payment provider and how it is called.
 *
 * @param url where its API begins, without a slash at the end.
 * @param dispatch how calls are dispatched; its {@code call-timeout-millis} is how long one may take.
 */
@ConfigurationProperties("bulwark.psp")
record PspProperties(
        @DefaultValue("http://localhost:8086/psp") URI url,
        @DefaultValue IntentSettings dispatch) {

    PspProperties {
        HttpExchange.requireBaseUrl("bulwark.psp.url", url);
    }
}
