package dev.bulwark.order.domain;

import org.jspecify.annotations.Nullable;

/** Which step failed, and why: {@code step} ∈ {@code inventory, payment, shipping}, {@code code} for machines, {@code detail} for people. */
public record Rejection(String step, String code, @Nullable String detail) {

    private static final String ABANDONED = "abandoned";

    /** Whether an operator abandoned the compensation, so that not everything may have been given back. */
    boolean isAbandonment() {
        return ABANDONED.equals(code);
    }
}
