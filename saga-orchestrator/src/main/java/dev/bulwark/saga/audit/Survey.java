package dev.bulwark.saga.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import dev.bulwark.platform.http.audit.IdRanges;
import dev.bulwark.platform.http.audit.RangeDigest;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all ids from the lowest to the highest, range by range, and tells which ranges must be read: those whose digests don't agree,
 * asked once more in smaller ranges. The next ranges' digests are made while these are read.
 *
 * <p>A range is one of ids and so of time: what is under way is in the newest ranges, and those before stay as they are.
 */
final class Survey {

    /** A range of as many takes each teller some hundredths of a second. */
    static final int RANGE_ORDERS = 4_096;
    /** Ranges asked for at once, so that an answer takes a second at most. */
    private static final int RANGES = 16;
    /** What is read where one order differs. */
    static final int LEAF_ORDERS = RANGE_ORDERS / IdRanges.MAX_RANGES;

    private final Divisions divisions;
    private final Map<Teller, DigestSource> tellers;
    private final Source<Fact.Charge> provider;
    private final Horizon horizon;
    private final Ahead ahead;
    private final ChargeReading charges;
    private @Nullable Supplier<Stretch> following;

    /** @param tellers all but the provider */
    Survey(
            Divisions divisions,
            Map<Teller, DigestSource> tellers,
            Source<Fact.Charge> provider,
            Horizon horizon,
            Ahead ahead) {
        this.divisions = divisions;
        this.tellers = new EnumMap<>(tellers);
        this.provider = provider;
        this.horizon = horizon;
        this.ahead = ahead;
        this.charges = new ChargeReading(provider, null, ahead);
        this.following = ahead.start(() -> stretch(IdRange.LOWEST));
    }

    /**
     * Some ranges, one after the other.
     *
     * @param agreed how many orders need no reading
     * @param suspects what does, in the order of ids
     * @param strays what the provider has and what belongs to no order
     */
    record Part(long agreed, List<Suspect> suspects, List<Finding> strays) {}

    /**
     * @param charges the provider's book from about there on
     */
    record Suspect(IdRange range, Source<Fact.Charge> charges) {}

    /** @param next where the one after it begins; null if this is the last */
    private record Stretch(
            List<Told> told, List<Finding> strays, @Nullable UUID next) {}

    private record Told(
            IdRange range,
            Map<Teller, RangeDigest> digests,
            @Nullable String cursor) {}

    /** Null at the end. */
    @Nullable
    Part next() {
        if (following == null) {
            return null;
        }
        Stretch stretch = following.get();
        UUID next = stretch.next();
        following = next == null ? null : ahead.start(() -> stretch(next));
        long agreed = 0;
        List<Told> suspects = new ArrayList<>();
        for (Told told : stretch.told()) {
            if (Agreement.holds(told.digests(), horizon)) {
                agreed += orders(told);
            } else {
                for (Told smaller : smaller(told)) {
                    if (Agreement.holds(smaller.digests(), horizon)) {
                        agreed += orders(smaller);
                    } else {
                        suspects.add(smaller);
                    }
                }
            }
        }
        return new Part(agreed, joined(suspects), stretch.strays());
    }

    private Stretch stretch(UUID from) {
        List<UUID> starts = divisions.starts(from, IdRange.HIGHEST, RANGE_ORDERS, RANGES + 1);
        boolean isLast = starts.size() <= RANGES;
        UUID next = isLast ? null : starts.getLast();
        IdRange all = new IdRange(from, next == null ? IdRange.HIGHEST : UuidOrder.before(next), RANGE_ORDERS * RANGES);
        List<Told> told = ask(all.cut(isLast ? starts : starts.subList(0, RANGES), RANGE_ORDERS), charges);
        return new Stretch(told, charges.takeStrays(), next);
    }

    /** The same in small; itself where it is small, or where nothing says where to cut. */
    private List<Told> smaller(Told told) {
        IdRange range = told.range();
        List<UUID> starts = divisions.starts(range.first(), range.last(), LEAF_ORDERS, IdRanges.MAX_RANGES);
        return starts.size() <= 1
                ? List.of(told)
                : ask(range.cut(starts, LEAF_ORDERS), new ChargeReading(provider, told.cursor(), ahead));
    }

    private List<Told> ask(List<IdRange> ranges, ChargeReading reading) {
        Map<Teller, Supplier<List<RangeDigest>>> asked = new EnumMap<>(Teller.class);
        tellers.forEach((teller, source) -> asked.put(teller, ahead.start(() -> source.digests(ranges))));
        List<ChargeReading.Read> charged = ranges.stream().map(reading::read).toList();
        Map<Teller, List<RangeDigest>> answers = new EnumMap<>(Teller.class);
        asked.forEach((teller, answer) -> answers.put(teller, complete(teller, answer.get(), ranges)));
        List<Told> told = new ArrayList<>(ranges.size());
        for (int i = 0; i < ranges.size(); i++) {
            Map<Teller, RangeDigest> digests = new EnumMap<>(Teller.class);
            for (Map.Entry<Teller, List<RangeDigest>> answer : answers.entrySet()) {
                digests.put(answer.getKey(), answer.getValue().get(i));
            }
            digests.put(Teller.PROVIDER, charged.get(i).digest());
            told.add(new Told(ranges.get(i), digests, charged.get(i).cursor()));
        }
        return told;
    }

    private static List<RangeDigest> complete(Teller teller, List<RangeDigest> answer, List<IdRange> ranges) {
        if (answer.size() != ranges.size()) {
            throw new IllegalStateException(
                    teller + " told of " + answer.size() + " ranges, asked for " + ranges.size());
        }
        return answer;
    }

    private static long orders(Told told) {
        RangeDigest orders = told.digests().get(Teller.ORDERS);
        return orders == null ? 0 : orders.rows();
    }

    /** Neighbours are read as one. */
    private List<Suspect> joined(List<Told> suspects) {
        List<Suspect> joined = new ArrayList<>();
        for (Told told : suspects) {
            Suspect last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && last.range().isFollowedBy(told.range())) {
                joined.set(joined.size() - 1, new Suspect(last.range().with(told.range()), last.charges()));
            } else {
                joined.add(new Suspect(told.range(), from(told.cursor())));
            }
        }
        return joined;
    }

    /** The provider's book from one of its pages on. Its strays have been told. */
    private Source<Fact.Charge> from(@Nullable String start) {
        return new Source<>() {
            @Override
            public String name() {
                return provider.name();
            }

            @Override
            public Page<Fact.Charge> page(IdRange range, @Nullable String cursor) {
                Page<Fact.Charge> page = provider.page(range, cursor == null ? start : cursor);
                return new Page<>(page.facts(), List.of(), page.next());
            }

            @Override
            public List<Fact.Charge> of(UUID orderId) {
                return provider.of(orderId);
            }
        };
    }
}
