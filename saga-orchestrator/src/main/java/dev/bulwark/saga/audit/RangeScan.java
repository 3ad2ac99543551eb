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
final class RangeScan {

    /** A range of as many takes each source some hundredths of a second. */
    static final int RANGE_ORDERS = 4_096;
    /** Ranges asked for at once, so that an answer takes a second at most. */
    private static final int RANGES = 16;
    /** What is read where one order differs. */
    static final int LEAF_ORDERS = RANGE_ORDERS / IdRanges.MAX_RANGES;

    private final Divisions divisions;
    private final Map<AuditSource, DigestSource> auditSources;
    private final Source<Fact.Charge> provider;
    private final Horizon horizon;
    private final ParallelFetch ahead;
    private final ChargeReading charges;
    private @Nullable Supplier<Stretch> following;

    /** @param auditSources all but the provider */
    RangeScan(
            Divisions divisions,
            Map<AuditSource, DigestSource> auditSources,
            Source<Fact.Charge> provider,
            Horizon horizon,
            ParallelFetch ahead) {
        this.divisions = divisions;
        this.auditSources = new EnumMap<>(auditSources);
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
            List<RangeAnswer> rangeAnswers,
            List<Finding> strays,
            @Nullable UUID next) {}

    private record RangeAnswer(
            IdRange range,
            Map<AuditSource, RangeDigest> digests,
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
        List<RangeAnswer> suspects = new ArrayList<>();
        for (RangeAnswer rangeAnswer : stretch.rangeAnswers()) {
            if (DigestComparison.holds(rangeAnswer.digests(), horizon)) {
                agreed += orders(rangeAnswer);
            } else {
                for (RangeAnswer smaller : smaller(rangeAnswer)) {
                    if (DigestComparison.holds(smaller.digests(), horizon)) {
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
        List<RangeAnswer> rangeAnswers =
                ask(all.cut(isLast ? starts : starts.subList(0, RANGES), RANGE_ORDERS), charges);
        return new Stretch(rangeAnswers, charges.takeStrays(), next);
    }

    /** The same in small; itself where it is small, or where nothing says where to cut. */
    private List<RangeAnswer> smaller(RangeAnswer rangeAnswer) {
        IdRange range = rangeAnswer.range();
        List<UUID> starts = divisions.starts(range.first(), range.last(), LEAF_ORDERS, IdRanges.MAX_RANGES);
        return starts.size() <= 1
                ? List.of(rangeAnswer)
                : ask(range.cut(starts, LEAF_ORDERS), new ChargeReading(provider, rangeAnswer.cursor(), ahead));
    }

    private List<RangeAnswer> ask(List<IdRange> ranges, ChargeReading reading) {
        Map<AuditSource, Supplier<List<RangeDigest>>> asked = new EnumMap<>(AuditSource.class);
        auditSources.forEach(
                (auditSource, source) -> asked.put(auditSource, ahead.start(() -> source.digests(ranges))));
        List<ChargeReading.Read> charged = ranges.stream().map(reading::read).toList();
        Map<AuditSource, List<RangeDigest>> answers = new EnumMap<>(AuditSource.class);
        asked.forEach((auditSource, answer) -> answers.put(auditSource, complete(auditSource, answer.get(), ranges)));
        List<RangeAnswer> rangeAnswers = new ArrayList<>(ranges.size());
        for (int i = 0; i < ranges.size(); i++) {
            Map<AuditSource, RangeDigest> digests = new EnumMap<>(AuditSource.class);
            for (Map.Entry<AuditSource, List<RangeDigest>> answer : answers.entrySet()) {
                digests.put(answer.getKey(), answer.getValue().get(i));
            }
            digests.put(AuditSource.PROVIDER, charged.get(i).digest());
            rangeAnswers.add(
                    new RangeAnswer(ranges.get(i), digests, charged.get(i).cursor()));
        }
        return rangeAnswers;
    }

    private static List<RangeDigest> complete(AuditSource auditSource, List<RangeDigest> answer, List<IdRange> ranges) {
        if (answer.size() != ranges.size()) {
            throw new IllegalStateException(
                    auditSource + " answered of " + answer.size() + " ranges, asked for " + ranges.size());
        }
        return answer;
    }

    private static long orders(RangeAnswer rangeAnswer) {
        RangeDigest orders = rangeAnswer.digests().get(AuditSource.ORDERS);
        return orders == null ? 0 : orders.rows();
    }

    /** Neighbours are read as one. */
    private List<Suspect> joined(List<RangeAnswer> suspects) {
        List<Suspect> joined = new ArrayList<>();
        for (RangeAnswer rangeAnswer : suspects) {
            Suspect last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && last.range().isFollowedBy(rangeAnswer.range())) {
                joined.set(joined.size() - 1, new Suspect(last.range().with(rangeAnswer.range()), last.charges()));
            } else {
                joined.add(new Suspect(rangeAnswer.range(), from(rangeAnswer.cursor())));
            }
        }
        return joined;
    }

    /** The provider's book from one of its pages on. Its strays have been reported. */
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
