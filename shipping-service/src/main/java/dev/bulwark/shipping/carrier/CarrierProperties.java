package dev.bulwark.shipping.carrier;

import java.net.URI;

import dev.bulwark.platform.calls.client.HttpExchange;
import dev.bulwark.platform.calls.intent.IntentSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The carrier and how it is called.
 *
 * @param url where its interface begins, without a slash at the end.
 * @param dispatch how calls are dispatched; its {@code call-timeout-millis} is how long one may take, unsealing
 * included.
 */
@ConfigurationProperties("bulwark.carrier")
record CarrierProperties(
        @DefaultValue("http://localhost:8086/carrier") URI url,
        @DefaultValue IntentSettings dispatch) {

    CarrierProperties {
        HttpExchange.requireBaseUrl("bulwark.carrier.url", url);
    }
}
