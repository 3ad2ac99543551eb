package dev.bulwark.platform.core.trace;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TraceContextTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @Test
    void continuesAValidTraceByAnotherSpan() {
        TraceContext context = TraceContext.where("00-" + TRACE + "-" + SPAN + "-00");
        assertThat(context.traceId()).isEqualTo(TRACE);
        assertThat(context.spanId()).matches("[0-9a-f]{16}").isNotEqualTo(SPAN);
        assertThat(context.sampled()).isFalse();
        assertThat(context.traceparent()).isEqualTo("00-" + TRACE + "-" + context.spanId() + "-00");
        assertThat(TraceContext.where(context.traceparent()).traceId()).isEqualTo(TRACE);
    }

    @Test
    void laterVersionsAreReadByTheirFirstFields() {
        assertThat(TraceContext.where("01-" + TRACE + "-" + SPAN + "-01-more").traceId())
                .isEqualTo(TRACE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00-" + TRACE + "-" + SPAN,
                "00-" + TRACE + "-" + SPAN + "-01-more",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "0g-" + TRACE + "-" + SPAN + "-01",
                "01-" + TRACE + "-" + SPAN + "-01.more",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
                "00_" + TRACE + "-" + SPAN + "-01",
                "00-" + TRACE + "_" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "_01",
                "00-" + TRACE + "-" + SPAN + "-0x",
            })
    void beginsANewTraceOtherwise(String header) {
        TraceContext context = TraceContext.where(header);
        assertThat(context.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
        assertThat(context.sampled()).isTrue();
        assertThat(Traceparent.isValid(context.traceparent())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nb", "a/b", "ä", "<x>", "${jndi:x}", "a\u0000"})
    void anInsaneCorrelationIdIsReplacedByTheTraceId(String correlationId) {
        TraceContext context = TraceContext.where(null, correlationId);
        assertThat(context.correlationId()).isEqualTo(context.traceId());
    }

    @Test
    void aSaneCorrelationIdIsKept() {
        assertThat(TraceContext.where(null, "Order_7.a-B").correlationId()).isEqualTo("Order_7.a-B");
        assertThat(TraceContext.where(null, "x".repeat(128)).correlationId()).hasSize(128);
        assertThat(TraceContext.where(null, "x".repeat(129)).correlationId()).hasSize(32);
    }

    /** A client may continue one trace by many requests; each is found by an id of its own. */
    @Test
    void aRequestWithoutASaneCorrelationIdGetsANewOne() {
        UUID next = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
        String traceparent = "00-" + TRACE + "-" + SPAN + "-01";
        assertThat(TraceContext.ofRequest(traceparent, "mine", () -> next).correlationId())
                .isEqualTo("mine");
        for (String insane : new String[] {null, "", "a b", "x".repeat(129)}) {
            TraceContext context = TraceContext.ofRequest(traceparent, insane, () -> next);
            assertThat(context.correlationId()).isEqualTo(next.toString());
            assertThat(context.traceId()).isEqualTo(TRACE);
        }
    }

    @Test
    void isBoundToTheWorkAndToItsLog() {
        TraceContext outer = TraceContext.where(null, "outer");
        TraceContext inner = TraceContext.where(null, "inner");
        outer.run(() -> {
            inner.run(() -> {
                assertThat(TraceContext.current()).isEqualTo(inner);
                assertThat(TraceContext.currentTraceparent()).isEqualTo(inner.traceparent());
                assertThat(MDC.get(TraceContext.MDC_CORRELATION_ID)).isEqualTo("inner");
            });
            assertThat(TraceContext.current()).isEqualTo(outer);
            assertThat(MDC.get(TraceContext.MDC_TRACE_ID)).isEqualTo(outer.traceId());
        });
        assertThat(TraceContext.current()).isNull();
        assertThat(MDC.get(TraceContext.MDC_TRACE_ID)).isNull();
    }

    @Test
    void theLogIsCleanAfterAFailureToo() {
        assertThatThrownBy(() -> TraceContext.where(null).run(() -> {
                    throw new IllegalStateException("as asked");
                }))
                .hasMessage("as asked");
        assertThat(MDC.get(TraceContext.MDC_TRACE_ID)).isNull();
    }
}
