package dev.bulwark.platform.http.sample;

import dev.bulwark.platform.http.idempotency.IdempotencyConfiguration;
import dev.bulwark.platform.http.limits.BodyLimits;
import dev.bulwark.platform.http.limits.WebPlatformConfiguration;
import dev.bulwark.platform.http.security.AccessRules;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;

/** A service as small as one can be, with everything the platform gives to the web side. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({WebPlatformConfiguration.class, IdempotencyConfiguration.class, SampleController.class, EffectController.class
})
public class SampleApplication {

    @Bean
    AccessRules accessRules() {
        return AccessRules.of(
                AccessRules.open(HttpMethod.GET, "/open"),
                AccessRules.scope("catalog", HttpMethod.POST, "/catalog/**"));
    }

    @Bean
    BodyLimits bodyLimits() {
        return BodyLimits.of(new BodyLimits.Limit("/large", 3 * 1_048_576L));
    }
}
