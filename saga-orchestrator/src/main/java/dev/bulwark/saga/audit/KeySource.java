package dev.bulwark.saga.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** The idempotency keys by the orders they were answered with; an answer that names no order is a stray. */
final class KeySource implements Source<Fact.Key> {

    static final String ROUTE = "POST /api/v1/orders";

    /** What an order's {@code Location} begins with. */
    static final String PREFIX = "/api/v1/orders/";

    private final KeyBook book;
    private final int pageRows;

    KeySource(KeyBook book, int pageRows) {
        this.book = book;
        this.pageRows = pageRows;
    }

    @Override
    public String name() {
        return "the idempotency keys";
    }

    @Override
    public Page<Fact.Key> page(IdRange range, @Nullable String cursor) {
        int limit = range.pageRows(pageRows);
        List<KeyBook.Effect> effects = book.effects(cursor == null ? before(range) : cursor, limit);
        List<Fact.Key> keys = new ArrayList<>(effects.size());
        List<Finding> strays = new ArrayList<>();
        for (KeyBook.Effect effect : effects) {
            UUID order = orderOf(effect.effect());
            if (order == null && isBeyond(range, effect)) {
                break;
            } else if (order == null) {
                strays.add(new Finding(
                        Invariant.I9,
                        effect.effect(),
                        "an answer to " + ROUTE + " names no order",
                        "find out who changed the row in idempotency_key"));
            } else {
                keys.add(new Fact.Key(order, effect.keys(), effect.storedAt()));
            }
        }
        return new Page<>(
                keys, strays, effects.size() < limit ? null : effects.getLast().effect());
    }

    @Override
    public List<Fact.Key> of(UUID orderId) {
        return book.effects(PREFIX + UuidOrder.before(orderId), 1).stream()
                .filter(effect -> effect.effect().equals(PREFIX + orderId))
                .map(effect -> new Fact.Key(orderId, effect.keys(), effect.storedAt()))
                .toList();
    }

    /** Everything before the first order's path belongs to the first range, and what is behind the last one's to the last. */
    private static String before(IdRange range) {
        return range.first().equals(IdRange.LOWEST) ? "" : PREFIX + UuidOrder.before(range.first());
    }

    private static boolean isBeyond(IdRange range, KeyBook.Effect effect) {
        return !range.last().equals(IdRange.HIGHEST) && effect.effect().compareTo(PREFIX + range.last()) > 0;
    }

    private static @Nullable UUID orderOf(String effect) {
        if (!effect.startsWith(PREFIX)) {
            return null;
        }
        String order = effect.substring(PREFIX.length());
        try {
            UUID id = UUID.fromString(order);
            return id.toString().equals(order) ? id : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
