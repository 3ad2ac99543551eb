package dev.bulwark.standalone;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever leaves a process has a limit, in every module, from one file. That the limits reach the pools is for the services' own tests. */
class LimitsTest {

    private static ConfigurableEnvironment configurationOf(Module module) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.setConversionService(new ApplicationConversionService());
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("name", Map.of("spring.config.name", module.id())));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        assertThat(environment.getProperty("spring.application.name")).isEqualTo(module.id());
        return environment;
    }

    @ParameterizedTest
    @EnumSource
    void everyModuleHasTheLimitsOfThePlatform(Module module) {
        ConfigurableEnvironment configuration = configurationOf(module);
        String hikari = "spring.datasource.hikari.";
        assertThat(seconds(configuration, hikari + "data-source-properties.connectTimeout"))
                .isBetween(1L, 10L);
        assertThat(seconds(configuration, hikari + "data-source-properties.socketTimeout"))
                .isBetween(1L, 60L);
        assertThat(seconds(configuration, hikari + "data-source-properties.cancelSignalTimeout"))
                .isBetween(1L, 10L);
        assertThat(configuration.getProperty(hikari + "connection-timeout", Long.class))
                .isBetween(250L, 5_000L);
        for (String client : new String[] {"consumer", "admin"}) {
            assertThat(configuration.getProperty(
                            "spring.kafka." + client + ".properties.default.api.timeout.ms", Long.class))
                    .isBetween(1_000L, 30_000L);
        }
        assertThat(configuration.getProperty("spring.kafka.properties.request.timeout.ms", Long.class))
                .isBetween(1_000L, 15_000L);
        assertThat(configuration.getProperty("bulwark.http.connect-timeout", Duration.class))
                .isBetween(Duration.ofMillis(100), Duration.ofSeconds(5));
        assertThat(configuration.getProperty("bulwark.http.ceiling", Duration.class))
                .isBetween(Duration.ofMillis(100), Duration.ofSeconds(15));
    }

    /** A limit in a URL would hold for one pool, and go with the URL when somebody sets another. */
    @ParameterizedTest
    @EnumSource
    void noUrlHasLimitsOfItsOwn(Module module) {
        ConfigurableEnvironment configuration = configurationOf(module);
        for (String property : new String[] {
            "spring.datasource.url", "bulwark.order.view-database.url", "bulwark.order.key-database.url"
        }) {
            assertThat(configuration.getProperty(property, "")).doesNotContainIgnoringCase("timeout");
        }
    }

    private static Long seconds(ConfigurableEnvironment configuration, String property) {
        return configuration.getProperty(property, Long.class);
    }
}
