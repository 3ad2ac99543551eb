package dev.bulwark.order.web;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

import dev.bulwark.order.domain.OrderStatus;
import dev.bulwark.order.view.OrderView;
import dev.bulwark.platform.core.problem.Violations;
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
    static final int MAX_TEXT_CHARS = 100;

    /** One order more than asked for tells whether there is another page. @throws dev.bulwark.platform.core.problem.ProblemException 400 */
    OrderView.Query toQuery(String customerId) {
        Violations violations = new Violations();
        Fields fields = new Fields(violations);
        OrderView.Query query = new OrderView.Query(
                customerId,
                statusIn(violations),
                sku == null ? null : fields.token(sku, "/sku", PlaceOrderRules.MAX_TOKEN_CHARS),
                time(placedAfter, "/placedAfter", violations),
                time(placedBefore, "/placedBefore", violations),
                fields.optional(q, "/q", MAX_TEXT_CHARS),
                before(violations),
                limit(violations) + 1);
        violations.throwIfAny();
        return query;
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
        try {
            int wanted = Integer.parseInt(limit);
            if (wanted >= 1 && wanted <= MAX_LIMIT) {
                return wanted;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        violations.check(false, "/limit", "must be a whole number from 1 to " + MAX_LIMIT);
        return DEFAULT_LIMIT;
    }

    static @Nullable Instant time(@Nullable String text, String pointer, Violations violations) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            violations.check(false, pointer, "must be an RFC 3339 time");
            return null;
        }
    }

    private @Nullable UUID before(Violations violations) {
        if (cursor == null) {
            return null;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            if (bytes.remaining() == 2 * Long.BYTES) {
                return new UUID(bytes.getLong(), bytes.getLong());
            }
        } catch (IllegalArgumentException e) {
            // said below
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
