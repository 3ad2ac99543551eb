package dev.bulwark.standalone.embedded;

import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PortsTest {

    @Test
    void zero_becomes_a_free_port_of_its_own_and_others_stay() {
        assertThat(Ports.resolve(0, 8492, 0))
                .doesNotHaveDuplicates()
                .doesNotContain(0)
                .contains(8492);
    }

    @Test
    void a_taken_port_is_named_with_its_user_and_the_way_out() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Ports.requireFree(taken.getLocalPort(), "PostgreSQL"))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("PostgreSQL")
                    .hasMessageContaining("BULWARK_PORT_OFFSET");
        }
    }
}
