package dev.bulwark.saga.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs every invariant over all services.
 *
 * <p>Asks every source for digests of ranges of order ids ({@link RangeScan}); where they agree nothing is read. What remains is read side by side in
 * the order of the ids; memory is bounded by two pages of each source. The sources speak of slightly different moments, so digests that differ
 * are no finding, and an order that looks wrong is looked up again in all sources before it counts as one, the first {@link #MAX_SECOND_LOOKS}
 * of an audit at least.
 *
 * <p>Limits: every row there is goes into a digest, so it takes time with the number of orders, see {@code docs/patterns/audit.md}; a source
 * that is away ends it, for what can't be judged isn't right.
 */
final class Audit {

    private static final Logger log = LoggerFactory.getLogger(Audit.class);

    /** More than this are no coincidence, and a second look costs a call to each source. */
    static final int MAX_SECOND_LOOKS = 50;

    private final Sources sources;
    private final Books books;
    private final AuditProperties properties;
    private final Duration sagaTimeout;
    private final Clock clock;

    Audit(Sources sources, Books books, AuditProperties properties, Duration sagaTimeout, Clock clock) {
        this.sources = sources;
        this.books = books;
        this.properties = properties;
        this.sagaTimeout = sagaTimeout;
        this.clock = clock;
    }

    /**
     * Where everything comes from.
     *
     * @param services all but the provider, to be read row by row
     * @param auditSources the same as digests
     */
    record Sources(
            List<Source<?>> services,
            Source<Fact.Charge> provider,
            Map<AuditSource, DigestSource> auditSources,
            Divisions divisions) {}

    /**
     * @param settledBefore judges what settled before this moment; null for what settled a while ago
     * @throws RuntimeException if a source is away
     */
    AuditReport run(@Nullable Instant settledBefore) {
        Horizon horizon = Horizon.of(clock.instant(), settledBefore, sagaTimeout, properties);
        Findings findings = new Findings();
        Tally tally = new Tally();
        try (ParallelFetch ahead = new ParallelFetch()) {
            Supplier<Books.Stock> stock = ahead.start(books::stock);
            Supplier<Books.Ledger> ledger = ahead.start(books::ledger);
            Supplier<List<Books.Outbox>> outboxes = ahead.start(books::outboxes);
            orders(horizon, ahead, findings, tally);
            BooksJudge.judge(stock.get()).forEach(findings::add);
            BooksJudge.judge(ledger.get()).forEach(findings::add);
            for (Books.Outbox outbox : outboxes.get()) {
                BooksJudge.judge(outbox, properties.outboxAge()).forEach(findings::add);
            }
        }
        return report(horizon, findings, tally);
    }

    private void orders(Horizon horizon, ParallelFetch ahead, Findings findings, Tally tally) {
        RangeScan rangeScan =
                new RangeScan(sources.divisions(), sources.auditSources(), sources.provider(), horizon, ahead);
        for (RangeScan.Part part = rangeScan.next(); part != null; part = rangeScan.next()) {
            tally.examined += part.agreed();
            part.strays().forEach(findings::add);
            for (RangeScan.Suspect suspect : part.suspects()) {
                read(suspect, horizon, ahead, findings, tally);
            }
        }
    }

    private void read(RangeScan.Suspect suspect, Horizon horizon, ParallelFetch ahead, Findings findings, Tally tally) {
        List<FactStream<?>> streams = new ArrayList<>(sources.services().size() + 1);
        for (Source<?> source : sources.services()) {
            streams.add(new FactStream<>(source, suspect.range(), ahead, findings::add));
        }
        streams.add(new FactStream<>(suspect.charges(), suspect.range(), ahead, findings::add));
        OrderCases cases = new OrderCases(streams);
        for (OrderCase order = cases.next(); order != null; order = cases.next()) {
            Verdict verdict = Judge.judge(order, horizon);
            if (!verdict.findings().isEmpty() && tally.secondLooks < MAX_SECOND_LOOKS) {
                tally.secondLooks++;
                verdict = Judge.judge(lookUp(order.orderId()), horizon);
            }
            verdict.findings().forEach(findings::add);
            Fact.Saga.Abandoned abandoned = order.abandoned();
            if (abandoned != null) {
                findings.except(new AuditReport.Excused(
                        order.orderId().toString(),
                        abandoned.operator(),
                        abandoned.reason(),
                        abandoned.at(),
                        List.copyOf(verdict.excused())));
            }
            if (order.isKnown()) {
                tally.read++;
                if (verdict.isInFlight()) {
                    tally.inFlight++;
                } else {
                    tally.examined++;
                }
            }
        }
    }

    private OrderCase lookUp(UUID orderId) {
        List<Fact> facts = new ArrayList<>();
        for (Source<?> source : sources.services()) {
            facts.addAll(source.of(orderId));
        }
        facts.addAll(sources.provider().of(orderId));
        return new OrderCase(orderId, facts);
    }

    private static AuditReport report(Horizon horizon, Findings findings, Tally tally) {
        List<Finding> kept = findings.kept();
        if (!kept.isEmpty()) {
            Finding first = kept.getFirst();
            log.error(
                    "The audit found what can't be: {}; first {} of {}: {}. The answer tells what to do about each",
                    findings.counts(),
                    first.invariant(),
                    first.id(),
                    first.detail());
        }
        return new AuditReport(
                kept.isEmpty(),
                kept,
                findings.counts(),
                tally.examined,
                tally.inFlight,
                tally.read,
                horizon.settled(),
                findings.exceptions(),
                findings.exceptionCount());
    }

    private static final class Tally {
        private long examined;
        private long inFlight;
        private long read;
        private int secondLooks;
    }
}
