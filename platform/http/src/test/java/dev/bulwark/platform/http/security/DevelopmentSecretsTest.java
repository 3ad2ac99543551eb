package dev.bulwark.platform.http.security;

import java.time.Duration;

import dev.bulwark.platform.core.security.SecurityProperties;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DevelopmentSecretsTest {

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void inDevelopmentTheyAreFine() {
        DevelopmentSecrets secrets = new DevelopmentSecrets(environment);
        assertThatCode(() -> secrets.refuse("p", "dev", "dev")).doesNotThrowAnyException();
        assertThatCode(() -> secrets.refuseInProduction("it")).doesNotThrowAnyException();
    }

    @Test
    void inProductionTheyAreRefusedByName() {
        environment.setActiveProfiles("production");
        DevelopmentSecrets secrets = new DevelopmentSecrets(environment);
        assertThatThrownBy(() -> secrets.refuse("some.password", "dev", "dev"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("some.password");
        assertThatThrownBy(() -> secrets.refuse("some.password", null, "dev"))
                .isInstanceOf(IllegalStateException.class);
        assertThatCode(() -> secrets.refuse("some.password", "real", "dev")).doesNotThrowAnyException();
        assertThatThrownBy(() -> secrets.refuseInProduction("The simulator")).hasMessageContaining("The simulator");
    }

    @Test
    void aServiceChecksItsOwn() {
        environment.setActiveProfiles("production");
        SecurityConfiguration configuration = new SecurityConfiguration();
        assertThatThrownBy(() ->
                        configuration.developmentSecrets(environment, properties("http://localhost:8086", "s"), "x"))
                .hasMessageContaining("bulwark.security.issuer");
        assertThatThrownBy(
                        () -> configuration.developmentSecrets(environment, properties("https://id", "x-secret"), "x"))
                .hasMessageContaining("bulwark.security.client-secret");
        assertThatThrownBy(() -> configuration.developmentSecrets(environment, properties("https://id", null), "x"))
                .hasMessageContaining("bulwark.security.client-secret");
        environment.setProperty("spring.datasource.url", "jdbc:x");
        environment.setProperty("spring.datasource.password", "bulwark-dev");
        assertThatThrownBy(() -> configuration.developmentSecrets(environment, properties("https://id", "s"), "x"))
                .hasMessageContaining("spring.datasource.password");
        environment.setProperty("spring.datasource.password", "real");
        assertThatCode(() -> configuration.developmentSecrets(environment, properties("https://id", "s"), "x"))
                .doesNotThrowAnyException();
    }

    @Test
    void propertiesSayWhatIsAllowed() {
        assertThatThrownBy(() -> properties(" ", "s")).hasMessageContaining("bulwark.security.issuer");
        assertThatThrownBy(() -> new SecurityProperties(
                        "i", "a", null, null, null, Duration.ofSeconds(5), Duration.ofSeconds(61), 1))
                .hasMessageContaining("bulwark.security.token-cache");
    }

    private static SecurityProperties properties(String issuer, String clientSecret) {
        return new SecurityProperties(
                issuer, "bulwark", null, null, clientSecret, Duration.ofSeconds(5), Duration.ofSeconds(60), 10);
    }
}
