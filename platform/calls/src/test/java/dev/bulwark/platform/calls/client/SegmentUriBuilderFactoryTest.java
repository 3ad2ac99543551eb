package dev.bulwark.platform.calls.client;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SegmentUriBuilderFactoryTest {

    private final SegmentUriBuilderFactory uris = new SegmentUriBuilderFactory("http://localhost:8083");

    @Test
    void aVariableIsOneSegmentWhateverItHolds() {
        assertThat(uris.expand("/products/{sku}/restocks", "a/../b?c#d;e=f"))
                .hasToString("http://localhost:8083/products/a%2F..%2Fb%3Fc%23d%3Be%3Df/restocks");
        assertThat(uris.expand("/products/{sku}", Map.of("sku", "100%")))
                .hasToString("http://localhost:8083/products/100%25");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void noVariableIsAStepUp(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> uris.expand("/keys/{id}", value));
        assertThatIllegalArgumentException().isThrownBy(() -> uris.expand("/keys/{id}", Map.of("id", value)));
        assertThatIllegalArgumentException().isThrownBy(() -> uris.expand("/a/{first}/{second}", "x", value));
    }

    @Test
    void inTheQueryDotsAreData() {
        assertThat(uris.expand("/book/{page}?cursor={cursor}&q={q}", "1", "", ".."))
                .hasToString("http://localhost:8083/book/1?cursor=&q=..");
    }
}
