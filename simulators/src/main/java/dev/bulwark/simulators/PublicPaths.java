package dev.bulwark.simulators;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;

import dev.bulwark.platform.calls.client.OutgoingHttp;
import dev.bulwark.platform.calls.client.OutgoingProperties;
import dev.bulwark.platform.http.security.SecurityConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The outside world knows nothing of the platform's tokens and deadlines: its own paths pass no security filter at all. Everything
 * else, the operator's paths above all, falls under the platform's rules.
 */
@Configuration(proxyBeanMethods = false)
@Import(SecurityConfiguration.class)
class PublicPaths {

    private static final String[] OWN_PATHS = {"/psp/**", "/carrier/**", "/oauth2/**", "/.well-known/**"};
    private static final Duration OUTGOING_TIMEOUT = Duration.ofSeconds(1);

    @Bean
    @Order(0)
    SecurityFilterChain ownPaths() {
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        return new DefaultSecurityFilterChain(new OrRequestMatcher(
                Arrays.stream(OWN_PATHS).<RequestMatcher>map(paths::matcher).toList()));
    }

    /** The platform's security wants one for tokens of its own service; the outside world calls nobody. */
    @Bean
    OutgoingHttp outgoingHttp(Clock clock) {
        return new OutgoingHttp(OutgoingProperties.of(OUTGOING_TIMEOUT, OUTGOING_TIMEOUT), clock);
    }
}
