package dev.bulwark.payment.web;

import java.util.Set;

import dev.bulwark.platform.core.problem.Violations;
import dev.bulwark.platform.core.value.TradeCurrency;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * How much to give back.
 *
 * @param amount minor units in the payment's currency, or money as everywhere else: {@code {"amount": 500, "currency": "EUR"}}
 */
record RefundRequest(@Nullable JsonNode amount) {

    private static final Set<String> MONEY = Set.of("amount", "currency");

    /** @param currency null where the request names none */
    record Asked(long minorUnits, @Nullable String currency) {}

    /** @throws dev.bulwark.platform.core.problem.ProblemException 400 for anything but a whole number above zero */
    Asked validated() {
        JsonNode given = amount == null ? MissingNode.getInstance() : amount;
        return given.isObject() ? money(given) : new Asked(minorUnits(given, "/amount", new Violations()), null);
    }

    private static Asked money(JsonNode money) {
        Violations violations = new Violations();
        String currency =
                money.path("currency").isString() ? money.path("currency").asString() : "";
        violations.check(TradeCurrency.isKnown(currency), "/amount/currency", TradeCurrency.RULE);
        violations.check(MONEY.containsAll(money.propertyNames()), "/amount", "has a field that isn't known");
        long minorUnits = minorUnits(money.path("amount"), "/amount/amount", violations);
        return new Asked(minorUnits, currency);
    }

    private static long minorUnits(JsonNode number, String pointer, Violations violations) {
        boolean whole = number.isIntegralNumber() && number.canConvertToLong() && number.longValue() > 0;
        violations.check(whole, pointer, "must be a whole number of minor units above zero");
        violations.throwIfAny();
        return number.longValue();
    }
}
