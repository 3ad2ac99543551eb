package dev.bulwark.platform.core.trace;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

import dev.bulwark.platform.core.Ids;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Where a piece of work stands in its trace: W3C trace context, and the correlation id that people quote.
 *
 * <p>Bound to the running code by {@link #run} and {@link #call}, which also put {@code traceId} and {@code correlationId} into
 * the logging context, and take them out again. Limits: a {@link ScopedValue} isn't inherited by executors, so bind again
 * where work changes the thread; ids come from {@link ThreadLocalRandom}, for they name work and guard nothing.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param spanId this piece of work: 16 of them
 * @param sampled whether the caller records the trace; passed on, decided elsewhere
 * @param correlationId 1 to 128 characters of {@code [A-Za-z0-9._-]}; the trace id where nobody gave one
 */
public record TraceContext(String traceId, String spanId, boolean sampled, String correlationId) {

    public static final String TRACEPARENT = "traceparent";
    public static final String CORRELATION_HEADER = "X-Correlation-Id";

    /** Keys of the logging context. */
    public static final String MDC_TRACE_ID = "traceId";

    public static final String MDC_CORRELATION_ID = "correlationId";
    public static final String MDC_SERVICE = "service";

    private static final ScopedValue<TraceContext> CURRENT = ScopedValue.newInstance();
    private static final HexFormat HEX = HexFormat.of();
    private static final int MAX_CORRELATION_CHARS = 128;

    /** What the running code belongs to, or null outside any request or message. */
    public static @Nullable TraceContext current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /** The current {@code traceparent} to send along, or null outside any request or message. */
    public static @Nullable String currentTraceparent() {
        TraceContext current = current();
        return current == null ? null : current.traceparent();
    }

    /** The sender's trace continued by a new span; a new trace where the header is missing or no valid W3C trace parent. */
    public static TraceContext where(@Nullable String traceparent) {
        return where(traceparent, null);
    }

    /** As {@link #where(String)} for a request: with the caller's correlation id if it is a sane token, else with a new one. */
    public static TraceContext ofRequest(@Nullable String traceparent, @Nullable String correlationId, Ids ids) {
        boolean sane = correlationId != null && isSane(correlationId);
        return where(traceparent, sane ? correlationId : ids.next().toString());
    }

    /** As {@link #where(String)}, with this correlation id if it is a sane token, else with the trace id in its place. */
    public static TraceContext where(@Nullable String traceparent, @Nullable String correlationId) {
        if (traceparent != null && Traceparent.isValid(traceparent)) {
            return of(Traceparent.traceId(traceparent), Traceparent.isSampled(traceparent), correlationId);
        }
        return of(newTraceId(), true, correlationId);
    }

    /** The header for what this work causes: our span is the parent there. */
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }

    public void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    /** Does the work inside this context and returns what it returns. */
    public <T extends @Nullable Object, X extends Throwable> T call(ScopedValue.CallableOp<? extends T, X> work)
            throws X {
        String outerTrace = MDC.get(MDC_TRACE_ID);
        String outerCorrelation = MDC.get(MDC_CORRELATION_ID);
        MDC.put(MDC_TRACE_ID, traceId);
        MDC.put(MDC_CORRELATION_ID, correlationId);
        try {
            return ScopedValue.where(CURRENT, this).call(work);
        } finally {
            restore(MDC_TRACE_ID, outerTrace);
            restore(MDC_CORRELATION_ID, outerCorrelation);
        }
    }

    static boolean isSane(String token) {
        if (token.isEmpty() || token.length() > MAX_CORRELATION_CHARS) {
            return false;
        }
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean sane = letter || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
            if (!sane) {
                return false;
            }
        }
        return true;
    }

    private static TraceContext of(String traceId, boolean sampled, @Nullable String correlationId) {
        String correlation = correlationId != null && isSane(correlationId) ? correlationId : traceId;
        return new TraceContext(traceId, newSpanId(), sampled, correlation);
    }

    private static String newTraceId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(nonZero(random));
    }

    private static String newSpanId() {
        return HEX.toHexDigits(nonZero(ThreadLocalRandom.current()));
    }

    /** W3C forbids ids of zeros only. */
    private static long nonZero(ThreadLocalRandom random) {
        return random.nextLong() | 1L;
    }

    private static void restore(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
