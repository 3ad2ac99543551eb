package dev.bulwark.platform.sealed;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.bulwark.platform.calls.client.OutgoingHttp;
import dev.bulwark.platform.calls.client.ServiceTokens;
import dev.bulwark.platform.core.PlatformUrls;
import dev.bulwark.platform.messaging.MessageCodec;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * For services that open personal data and don't keep the keys: an {@link Opener} over HTTP, keys remembered 30 s. The order-service
 * has its own {@link KeyStore} and doesn't import this. Needs {@code WebPlatformConfiguration}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PlatformUrls.class)
public class SealedConfiguration {

    /** About 200 bytes each; more customers than order within 30 s. */
    private static final int MAX_KEYS = 20_000;

    @Bean
    KeyLookup keyLookup(OutgoingHttp http, ServiceTokens tokens, PlatformUrls urls, MeterRegistry meters) {
        HttpKeyLookup orders = new HttpKeyLookup(
                http.client(urls.orders()).requestInterceptor(tokens).build(), meters);
        return new CachingKeyLookup(orders, MAX_KEYS, Ticker.systemTicker());
    }

    @Bean
    Opener opener(KeyLookup keys) {
        return new Opener(keys, new MessageCodec());
    }
}
