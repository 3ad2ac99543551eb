package dev.bulwark.standalone.embedded;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PostgresConfigurationTest {

    @Test
    void is_durable_unless_told_otherwise() {
        assertThat(PostgresConfiguration.text(8432, Map.of()).lines())
                .contains("fsync = 'on'", "synchronous_commit = 'on'", "port = '8432'");
    }

    @Test
    void a_setting_replaces_its_default_and_is_quoted() {
        assertThat(PostgresConfiguration.text(8432, Map.of("jit", "it's on")).lines())
                .contains("jit = 'it''s on'")
                .doesNotContain("jit = 'off'");
    }
}
