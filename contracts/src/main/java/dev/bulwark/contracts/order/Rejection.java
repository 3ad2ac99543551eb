package dev.bulwark.contracts.order;

import org.jspecify.annotations.Nullable;

/**
 * Why an order was rejected.
 *
 * @param step {@code inventory}, {@code payment} or {@code shipping}
 * @param code {@code out_of_stock}, {@code card_declined}, {@code address_undeliverable}, {@code timeout} …
 */
public record Rejection(String step, String code, @Nullable String detail) {}
