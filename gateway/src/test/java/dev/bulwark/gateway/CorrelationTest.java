package dev.bulwark.gateway;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

class CorrelationTest {

    private static final long NOW = 1_800_000_000_000L;
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @ParameterizedTest
    @ValueSource(strings = {"a", "Order-42_x.y", "0af7651916cd43dd8448eb211c80319c"})
    void aSaneIdIsKept(String id) {
        assertThat(with("X-Correlation-Id", id).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "<script>", "ä", "a\u0000", "${jndi:x}", "a\nb"})
    void anythingElseIsReplaced(String id) {
        assertThat(with("X-Correlation-Id", id).id()).isNotEqualTo(id).matches("[0-9a-f-]{36}");
    }

    @Test
    void theLongestIdHas128Characters() {
        assertThat(with("X-Correlation-Id", "x".repeat(128)).id()).hasSize(128);
        assertThat(with("X-Correlation-Id", "x".repeat(129)).id()).hasSize(36);
    }

    @Test
    void aNewIdIsAUuidOfVersionSevenWithItsTime() {
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            UUID id = UuidV7.at(NOW);
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW);
            seen.add(id);
        }
        assertThat(seen).hasSize(10_000);
    }

    @Test
    void aValidTraceGoesOnAsAChild() {
        TraceContext trace = TraceContext.childOf("00-" + TRACE + "-" + SPAN + "-00");

        assertThat(trace.traceparent())
                .matches("00-" + TRACE + "-[0-9a-f]{16}-00")
                .doesNotContain(SPAN);
        assertThat(trace.inherited()).isTrue();
    }

    @Test
    void aLaterVersionOfTheFormatIsUnderstood() {
        assertThat(TraceContext.childOf("01-" + TRACE + "-" + SPAN + "-01-more").traceId())
                .isEqualTo(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01more"
            })
    void anInvalidTraceIsReplacedByANewOne(String traceparent) {
        TraceContext trace = TraceContext.childOf(traceparent);

        assertThat(trace.traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(trace.traceId()).isNotEqualToIgnoringCase(TRACE);
        assertThat(trace.inherited()).isFalse();
    }

    private static Correlation with(String name, String value) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(name, value);
        return Correlation.of(headers, NOW);
    }
}
