package dev.bulwark.saga.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Order ids from the first to the last, both included, by {@link UuidOrder}.
 *
 * @param orders about as many as are in it
 */
record IdRange(UUID first, UUID last, int orders) {

    static final UUID LOWEST = new UUID(0, 0);
    static final UUID HIGHEST = new UUID(-1, -1);
    static final IdRange ALL = new IdRange(LOWEST, HIGHEST, Integer.MAX_VALUE);

    /** What a page should hold: all of it, if that isn't more than a page may. */
    int pageRows(int most) {
        return (int) Math.min(most, orders + 1L);
    }

    boolean isBefore(UUID id) {
        return UuidOrder.compare(last, id) < 0;
    }

    boolean isAfter(UUID id) {
        return UuidOrder.compare(id, first) < 0;
    }

    boolean isFollowedBy(IdRange other) {
        return !other.first.equals(LOWEST) && last.equals(UuidOrder.before(other.first));
    }

    IdRange with(IdRange following) {
        return new IdRange(first, following.last, (int) Math.min(Integer.MAX_VALUE, (long) orders + following.orders));
    }

    /** This range cut before each of the starts, which are in it and in order; the first start counts as its beginning. */
    List<IdRange> cut(List<UUID> starts, int ordersEach) {
        List<IdRange> ranges = new ArrayList<>(starts.size());
        UUID from = first;
        for (int i = 1; i < starts.size(); i++) {
            ranges.add(new IdRange(from, UuidOrder.before(starts.get(i)), ordersEach));
            from = starts.get(i);
        }
        ranges.add(new IdRange(from, last, ordersEach));
        return ranges;
    }
}
