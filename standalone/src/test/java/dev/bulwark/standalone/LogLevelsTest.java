package dev.bulwark.standalone;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class LogLevelsTest {

    @Test
    void theLevelsOfAModuleHoldAlthoughAnotherInitialisedLogging() {
        String logger = "dev.bulwark.standalone.example";
        try (GenericApplicationContext module = new GenericApplicationContext()) {
            module.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("module.yml", Map.of("logging.level." + logger, "error")));

            new LogLevels(LoggingSystem.get(getClass().getClassLoader())).initialize(module);
        }
        assertThat(LoggerFactory.getLogger(logger).isErrorEnabled()).isTrue();
        assertThat(LoggerFactory.getLogger(logger).isWarnEnabled()).isFalse();
    }
}
