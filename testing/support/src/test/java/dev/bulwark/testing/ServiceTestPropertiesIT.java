package dev.bulwark.testing;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = ServiceTestPropertiesIT.Application.class)
class ServiceTestPropertiesIT {

    private static TestDatabase database;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        database = ServiceTestProperties.register(registry, "payments");
    }

    @Test
    void a_boot_application_finds_its_database_broker_and_keys(
            @Autowired JdbcTemplate jdbc,
            @Value("${spring.datasource.url}") String url,
            @Value("${spring.kafka.bootstrap-servers}") String bootstrapServers,
            @Value("${bulwark.security.jwks-uri}") String jwksUri,
            @Value("${server.port}") int port) {
        assertThat(jdbc.queryForObject("SELECT current_user", String.class)).isEqualTo(database.user());
        assertThat(url).contains("reWriteBatchedInserts=true");
        assertThat(bootstrapServers).isEqualTo(Servers.kafka().bootstrapServers());
        assertThat(jwksUri).isEqualTo(TestTokens.shared().jwksUri());
        assertThat(port).isZero();
    }
}
