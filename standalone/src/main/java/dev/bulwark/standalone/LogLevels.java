package dev.bulwark.standalone;

import java.util.Map;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Applies the {@code logging.level} of a module that is not the first one of this JVM. Spring Boot reads these properties when it initialises
 * logging, which only the first application does.
 *
 * <p>Limit: a level holds for the whole JVM, so two modules that set the same logger differently overwrite each other.
 */
final class LogLevels implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Bindable<Map<String, LogLevel>> LEVELS = Bindable.mapOf(String.class, LogLevel.class);

    private final LoggingSystem logging;

    /** @param logging the one that the first application initialised */
    LogLevels(LoggingSystem logging) {
        this.logging = logging;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Binder.get(context.getEnvironment())
                .bind("logging.level", LEVELS)
                .ifBound(levels -> levels.forEach(logging::setLogLevel));
    }
}
