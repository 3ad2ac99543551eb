package dev.bulwark.platform.sealed;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.bulwark.platform.core.telemetry.PlatformMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Asks the order-service: {@code GET /internal/keys/{keyId}} answers 200 {@code {keyId, key: base64}}, or 410 once erased. Anything else is an
 * exception, and nothing is known; so is a 404, for a wrong URL must not look like the erasure of every customer.
 */
public final class HttpKeyLookup implements KeyLookup {

    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private final RestClient orders;
    private final Counter found;
    private final Counter erased;

    /** @param orders a client of the order-service that signs its calls with a service token */
    public HttpKeyLookup(RestClient orders, MeterRegistry meters) {
        this.orders = orders;
        this.found = PlatformMeter.KEY_LOOKUPS.counter(meters, "found");
        this.erased = PlatformMeter.KEY_LOOKUPS.counter(meters, "erased");
    }

    @Override
    public Optional<DataKey> find(String keyId) {
        if (!KEY_ID.matcher(keyId).matches()) {
            erased.increment();
            return Optional.empty(); // the id comes from a message, and no key ever had it
        }
        Optional<DataKey> key = orders.get()
                .uri("/internal/keys/{keyId}", keyId)
                .exchangeForRequiredValue((request, response) -> {
                    HttpStatusCode status = response.getStatusCode();
                    if (status.isSameCodeAs(HttpStatus.OK)) {
                        return Optional.of(keyOf(keyId, response.bodyTo(Answer.class)));
                    }
                    if (status.isSameCodeAs(HttpStatus.GONE)) {
                        return Optional.empty();
                    }
                    throw new RestClientException("the key store answered " + status.value());
                });
        (key.isPresent() ? found : erased).increment();
        return key;
    }

    private static DataKey keyOf(String keyId, @Nullable Answer answer) {
        if (answer == null || answer.key() == null || !keyId.equals(answer.keyId())) {
            throw new RestClientException("the key store's answer holds no such key");
        }
        return DataKey.of(keyId, Base64.getDecoder().decode(answer.key()));
    }

    private record Answer(@Nullable String keyId, @Nullable String key) {}
}
