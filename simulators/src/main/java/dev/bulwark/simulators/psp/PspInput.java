package dev.bulwark.simulators.psp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemException;
import dev.bulwark.platform.core.problem.Violation;
import dev.bulwark.platform.core.problem.Violations;
import dev.bulwark.platform.core.value.FreeText;
import dev.bulwark.platform.core.value.TradeCurrency;
import org.jspecify.annotations.Nullable;

/** Checks what clients send. Every method answers what is wrong with 400, the member and what is allowed. */
final class PspInput {

    private static final int MAX_PAGE_ITEMS = 1_000;
    private static final FreeText TEXT = FreeText.line(255);

    private PspInput() {}

    static ChargeRequest charge(PspBodies.ChargeBody body) {
        String currency = text("currency", body.currency());
        require(TradeCurrency.isKnown(currency), "currency", TradeCurrency.RULE);
        return new ChargeRequest(
                text("orderId", body.orderId()),
                amount(body.amount()),
                currency,
                text("paymentMethod", body.paymentMethod()));
    }

    static String text(String name, @Nullable String value) {
        Violations violations = new Violations();
        String text = violations.required(value, "/" + name, TEXT);
        violations.throwIfAny();
        return text;
    }

    static long amount(@Nullable Long value) {
        if (value == null || value <= 0) {
            throw wrong("amount", "must be a positive number of minor units");
        }
        return value;
    }

    static int limit(int limit) {
        require(limit >= 1 && limit <= MAX_PAGE_ITEMS, "limit", "must be between 1 and " + MAX_PAGE_ITEMS);
        return limit;
    }

    /** The key a cursor stands for; the empty one starts at the beginning. */
    static String keyOf(String cursor) {
        try {
            String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            require(key.indexOf('\0') < 0, "cursor", "must be the nextCursor of the page before");
            return key;
        } catch (IllegalArgumentException e) {
            throw wrong("cursor", "must be the nextCursor of the page before");
        }
    }

    static String cursorOf(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static void require(boolean allowed, String name, String message) {
        if (!allowed) {
            throw wrong(name, message);
        }
    }

    private static ProblemException wrong(String name, String message) {
        return Problem.validation(List.of(new Violation("/" + name, message))).exception();
    }
}
