package dev.bulwark.simulators.identity;

import dev.bulwark.platform.http.security.DevelopmentSecrets;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Stops the start under profile {@code production}, before the database is touched or a port is opened. */
@Configuration(proxyBeanMethods = false)
class NotInProduction {

    @Bean
    static BeanFactoryPostProcessor refuseProduction(Environment environment) {
        return beans -> {
            if (environment.acceptsProfiles(Profiles.of(DevelopmentSecrets.PRODUCTION))) {
                throw new DevelopmentOnlyException();
            }
        };
    }
}
