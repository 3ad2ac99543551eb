package dev.bulwark.inventory.web;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

import dev.bulwark.inventory.NewProduct;
import dev.bulwark.inventory.domain.Price;
import dev.bulwark.platform.core.problem.Violations;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /api/v1/products}; a component is null where the client left it out. */
record NewProductRequest(
        @Nullable String sku,
        @Nullable String name,
        @Nullable MoneyJson price,
        @Nullable Long quantity) {

    private static final int MAX_NAME_CHARS = 200;
    /** A hundred million in most currencies: times any quantity and number of lines it stays far inside a long. */
    private static final long MAX_PRICE = 10_000_000_000L;

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    record MoneyJson(@Nullable Long amount, @Nullable String currency) {}

    /** @throws dev.bulwark.platform.core.problem.ProblemException 400 with everything that is wrong */
    NewProduct product() {
        Violations wrong = new Violations();
        wrong.check(sku != null && Sku.isValid(sku), "/sku", Sku.RULE);
        wrong.check(name != null && isName(name), "/name", "must be 1 to 200 printable characters");
        Long amount = price == null ? null : price.amount();
        String currency = price == null ? null : price.currency();
        wrong.check(
                amount != null && amount >= 0 && amount <= MAX_PRICE,
                "/price/amount",
                "must be 0 to " + MAX_PRICE + " in minor units");
        wrong.check(
                currency != null && CURRENCIES.contains(currency), "/price/currency", "must be an ISO 4217 currency");
        long pieces = quantity == null ? 0 : quantity;
        wrong.check(pieces >= 0 && pieces <= RestockRequest.MAX_QUANTITY, "/quantity", RestockRequest.upTo(0));
        wrong.throwIfAny();
        if (sku == null || name == null || amount == null || currency == null) {
            throw new IllegalStateException("checked above");
        }
        return new NewProduct(sku, name, new Price(amount, currency), pieces);
    }

    private static boolean isName(String text) {
        return !text.isBlank()
                && text.length() <= MAX_NAME_CHARS
                && text.codePoints().noneMatch(Character::isISOControl);
    }
}
