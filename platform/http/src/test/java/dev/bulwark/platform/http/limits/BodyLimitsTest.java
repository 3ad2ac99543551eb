package dev.bulwark.platform.http.limits;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BodyLimitsTest {

    @Test
    void onlyNamedPathsTakeMore() {
        BodyLimits limits = BodyLimits.of(new BodyLimits.Limit("/api/v1/order-imports", 50));
        assertThat(limits.bytesFor("/api/v1/order-imports")).isEqualTo(50);
        assertThat(limits.bytesFor("/api/v1/orders")).isEqualTo(BodyLimits.DEFAULT_BYTES);
    }

    @Test
    void theHashIsOfAllBytesHoweverFarTheyWereRead() throws Exception {
        byte[] body = "{\"a\":1}  tail".getBytes(StandardCharsets.UTF_8);
        BoundedRequest request = request(body, 100);
        assertThat(request.getInputStream().read()).isEqualTo('{');
        assertThat(request.getInputStream().readNBytes(3)).hasSize(3);
        assertThat(request.bodyHash())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(body));
        assertThat(request.bodyHash()).as("asked twice").isSameAs(request.bodyHash());
    }

    @Test
    void theLimitIsExact() throws IOException {
        assertThat(request(new byte[10], 10).getInputStream().readAllBytes()).hasSize(10);
        assertThatThrownBy(() -> request(new byte[11], 10).getInputStream().readAllBytes())
                .isInstanceOfSatisfying(
                        BodyTooLargeException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(413));
        assertThatThrownBy(() -> request(new byte[11], 10).getReader().read(new char[20]))
                .isInstanceOf(IOException.class);
    }

    @Test
    void withoutAKeyNothingIsHashed() {
        BoundedRequest request = new BoundedRequest(new MockHttpServletRequest(), 10, false);
        assertThatThrownBy(request::bodyHash).isInstanceOf(IllegalStateException.class);
    }

    private static BoundedRequest request(byte[] body, long maxBytes) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setContent(body);
        return new BoundedRequest(request, maxBytes, true);
    }
}
