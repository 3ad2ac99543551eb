package dev.bulwark.platform.calls.client;

import java.time.Clock;
import java.util.Objects;

import dev.bulwark.platform.core.PlatformUrls;
import dev.bulwark.platform.core.security.SecurityProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client for calls to other processes and this service's token for them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({OutgoingProperties.class, SecurityProperties.class, PlatformUrls.class})
public class ClientConfiguration {

    @Bean
    OutgoingHttp outgoingHttp(OutgoingProperties properties, ObjectProvider<Clock> clocks) {
        return new OutgoingHttp(properties, clocks.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    ServiceTokens serviceTokens(
            SecurityProperties properties,
            PlatformUrls urls,
            OutgoingHttp http,
            @Value("${spring.application.name}") String service,
            ObjectProvider<Clock> clocks) {
        String tokenUri = Objects.requireNonNullElse(properties.tokenUri(), urls.simulators() + "/oauth2/token");
        String secret = Objects.requireNonNullElse(properties.clientSecret(), service + "-secret");
        return new ServiceTokens(
                http.client(tokenUri).build(), service, secret, clocks.getIfAvailable(Clock::systemUTC));
    }
}
