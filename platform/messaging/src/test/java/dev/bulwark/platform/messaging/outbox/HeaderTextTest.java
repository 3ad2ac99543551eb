package dev.bulwark.platform.messaging.outbox;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HeaderTextTest {

    @Test
    void anyHeadersComeBackAsTheyWere() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_type", "order.placed.v1");
        headers.put("a=b", "c=d");
        headers.put("%3D", "100 %\n%0A");
        headers.put("empty", "");

        assertThat(HeaderText.read(HeaderText.write(headers))).containsExactlyEntriesOf(headers);
        assertThat(HeaderText.read("")).isEmpty();
    }
}
