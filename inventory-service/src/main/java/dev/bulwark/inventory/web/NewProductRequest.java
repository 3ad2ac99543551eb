package dev.bulwark.inventory.web;

import dev.bulwark.inventory.NewProduct;
import dev.bulwark.inventory.domain.Price;
import dev.bulwark.platform.core.problem.Violations;
import dev.bulwark.platform.core.value.FreeText;
import dev.bulwark.platform.core.value.Sku;
import dev.bulwark.platform.core.value.TradeCurrency;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /api/v1/products}; a component is null where the client left it out. */
record NewProductRequest(
        @Nullable String sku,
        @Nullable String name,
        @Nullable MoneyJson price,
        @Nullable Long quantity) {

    private static final FreeText NAME = FreeText.line(200);
    /** A hundred million in most currencies: times any quantity and number of lines it stays far inside a long. */
    private static final long MAX_PRICE = 10_000_000_000L;

    record MoneyJson(@Nullable Long amount, @Nullable String currency) {}

    /** @throws dev.bulwark.platform.core.problem.ProblemException 400 with everything that is wrong */
    NewProduct product() {
        Violations wrong = new Violations();
        wrong.check(sku != null && Sku.isValid(sku), "/sku", Sku.RULE);
        String checkedName = wrong.required(name, "/name", NAME);
        Long amount = price == null ? null : price.amount();
        String currency = price == null ? null : price.currency();
        wrong.check(
                amount != null && amount >= 0 && amount <= MAX_PRICE,
                "/price/amount",
                "must be 0 to " + MAX_PRICE + " in minor units");
        wrong.check(currency != null && TradeCurrency.isKnown(currency), "/price/currency", TradeCurrency.RULE);
        long pieces = quantity == null ? 0 : quantity;
        wrong.check(pieces >= 0 && pieces <= RestockRequest.MAX_QUANTITY, "/quantity", RestockRequest.upTo(0));
        wrong.throwIfAny();
        if (sku == null || amount == null || currency == null) {
            throw new IllegalStateException("checked above");
        }
        return new NewProduct(sku, checkedName, new Price(amount, currency), pieces);
    }
}
