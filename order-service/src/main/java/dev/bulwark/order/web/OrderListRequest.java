package dev.bulwark.order.web;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import dev.bulwark.order.domain.OrderStatus;
import dev.bulwark.order.view.OrderView;
import dev.bulwark.platform.core.problem.Violations;
import dev.bulwark.platform.core.value.FreeText;
import dev.bulwark.platform.core.value.Rfc3339;
import dev.bulwark.platform.core.value.Sku;
import dev.bulwark.platform.core.value.WholeNumber;
import org.jspecify.annotations.Nullable;

/** The query of {@code GET /api/v1/orders} as it came. */
record OrderListRequest(
        @Nullable String status,
        @Nullable String sku,
        @Nullable String placedAfter,
        @Nullable String placedBefore,
        @Nullable String q,
        @Nullable String limit,
        @Nullable String cursor) {

    static final int DEFAULT_LIMIT = 20;
    static final int MAX_LIMIT = 100;

    private static final FreeText SEARCH = FreeText.line(100);

    /** Asks for one order more than requested, which shows whether there is another page. @throws dev.bulwark.platform.core.problem.ProblemException 400 */
    OrderView.Query toQuery(String customerId) {
        Violations violations = new Violations();
        OrderView.Query query = new OrderView.Query(
                customerId,
                statusIn(violations),
                skuIn(violations),
                time(placedAfter, "/placedAfter", violations),
                time(placedBefore, "/placedBefore", violations),
                violations.search(q, "/q", SEARCH),
                before(violations),
                limit(violations) + 1);
        violations.throwIfAny();
        return query;
    }

    private @Nullable String skuIn(Violations violations) {
        if (sku != null) {
            violations.check(Sku.isValid(sku), "/sku", Sku.RULE);
        }
        return sku;
    }

    private @Nullable OrderStatus statusIn(Violations violations) {
        if (status == null) {
            return null;
        }
        OrderStatus found = Arrays.stream(OrderStatus.values())
                .filter(known -> known.name().equals(status))
                .findFirst()
                .orElse(null);
        violations.check(found != null, "/status", "must be one of PENDING, CONFIRMED, REJECTED, CANCELLED");
        return found;
    }

    private int limit(Violations violations) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        long wanted = WholeNumber.parse(limit).orElse(0);
        return violations.check(
                        wanted >= 1 && wanted <= MAX_LIMIT, "/limit", "must be a whole number from 1 to " + MAX_LIMIT)
                ? (int) wanted
                : DEFAULT_LIMIT;
    }

    private static @Nullable Instant time(@Nullable String text, String pointer, Violations violations) {
        if (text == null) {
            return null;
        }
        Optional<Instant> moment = Rfc3339.parse(text);
        violations.check(moment.isPresent(), pointer, Rfc3339.RULE);
        return moment.orElse(null);
    }

    private @Nullable UUID before(Violations violations) {
        if (cursor == null) {
            return null;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            if (bytes.remaining() == 2 * Long.BYTES) {
                UUID id = new UUID(bytes.getLong(), bytes.getLong());
                if (cursorAfter(id).equals(cursor)) {
                    return id;
                }
            }
        } catch (IllegalArgumentException e) {
            // reported below
        }
        violations.check(false, "/cursor", "must be the nextCursor of an earlier page");
        return null;
    }

    /** Continues after this order. */
    static String cursorAfter(UUID id) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
        bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
