package dev.bulwark.payment.messaging;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * On whose behalf something happens: whom to answer, and in which trace.
 *
 * @param saga null where no saga waits: an operator's refund
 * @param step stable id of (saga, step), the same for the action and its compensation
 * @param expires of the action; null for compensations
 */
record ReplyAddress(
        @Nullable String saga,
        String step,
        @Nullable Instant expires,
        @Nullable String traceparent) {}
