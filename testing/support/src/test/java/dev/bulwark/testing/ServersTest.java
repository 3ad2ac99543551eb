package dev.bulwark.testing;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServersTest {

    @Test
    void the_property_wins_over_the_environment_and_auto_is_the_default() {
        assertThat(Servers.wanted(Map.of(), Map.of())).isEqualTo("auto");
        assertThat(Servers.wanted(Map.of(), Map.of("BULWARK_TEST_SERVERS", "Embedded ")))
                .isEqualTo("embedded");
        assertThat(Servers.wanted(
                        Map.of("bulwark.test.servers", "containers"), Map.of("BULWARK_TEST_SERVERS", "embedded")))
                .isEqualTo("containers");
    }

    @Test
    void a_misspelt_choice_is_refused_with_the_choices() {
        assertThatThrownBy(() -> Servers.choose("dokcer"))
                .hasMessageContaining("dokcer")
                .hasMessageContaining("containers, embedded or auto");
    }
}
