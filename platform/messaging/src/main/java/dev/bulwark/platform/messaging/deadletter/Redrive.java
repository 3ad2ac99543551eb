package dev.bulwark.platform.messaging.deadletter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.deadletter.DeadLetterTable.Filter;
import dev.bulwark.platform.messaging.deadletter.DeadLetterTable.ParkedKey;
import dev.bulwark.platform.messaging.deadletter.RedriveReport.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has parked messages handled again: key by key, each key in its order, one message at a time.
 *
 * <p>A message's effect and its removal are one transaction, which holds the key's lock: a message of the key that arrives meanwhile waits,
 * and then stands behind those still parked, or is handled once the last of them is gone. The first failure of a key ends that key's turn.
 * Limit: if the database goes away in between, what was redriven stays redriven, and the caller gets no report.
 */
final class Redrive {

    private static final Logger log = LoggerFactory.getLogger(Redrive.class);

    private final DeadLetterTables tables;

    Redrive(DeadLetterTables tables) {
        this.tables = tables;
    }

    /**
     * All that match: of the keys those first that failed fewest redrives, and of these those that were parked first. So keys that fail
     * again and again, each of which takes one of {@code max}, don't hide the others from whoever asks again.
     */
    RedriveReport matching(Filter filter, int max, boolean dryRun) throws InterruptedException {
        RedriveProgress progress = new RedriveProgress(max, dryRun);
        List<Line> lines = new ArrayList<>();
        for (DeadLetterTable table : tables.all()) {
            table.keys(filter, max).forEach(parked -> lines.add(new Line(table, parked, null)));
        }
        lines.sort(Comparator.comparingInt(line -> line.parked().failedRedrives()));
        for (Line line : lines) {
            take(line, progress);
        }
        long remaining = 0;
        for (DeadLetterTable table : tables.all()) {
            remaining += table.count(filter);
        }
        return progress.report(remaining);
    }

    /** These and no others; one that isn't the first of its key by then stays. */
    RedriveReport these(List<DeadLetter> letters, int max, boolean dryRun) throws InterruptedException {
        RedriveProgress progress = new RedriveProgress(max, dryRun);
        Map<List<String>, Set<DeadLetterId>> byKey = new LinkedHashMap<>();
        letters.forEach(letter -> byKey.computeIfAbsent(
                        List.of(letter.id().consumer(), letter.key()), key -> new LinkedHashSet<>())
                .add(letter.id()));
        for (Map.Entry<List<String>, Set<DeadLetterId>> entry : byKey.entrySet()) {
            DeadLetterId first = entry.getValue().iterator().next();
            DeadLetterTable table = tables.with(first).orElse(tables.all().getFirst());
            take(new Line(table, new ParkedKey(first, entry.getKey().getLast(), 0), entry.getValue()), progress);
        }
        long remaining = letters.stream()
                .filter(letter -> tables.with(letter.id()).isPresent())
                .count();
        return progress.report(remaining);
    }

    /**
     * The messages of one key.
     *
     * @param wanted null for all
     */
    private record Line(
            DeadLetterTable table,
            ParkedKey parked,
            @Nullable Set<DeadLetterId> wanted) {

        boolean wants(DeadLetterId id) {
            return wanted == null || wanted.contains(id);
        }

        String consumer() {
            return parked.first().consumer();
        }
    }

    private void take(Line line, RedriveProgress progress) throws InterruptedException {
        if (progress.over()) {
            return;
        }
        ParkingConsumer consumer = tables.consumer(line.consumer()).orElse(null);
        if (consumer == null) {
            progress.add(
                    line.parked().first(),
                    line.parked().key(),
                    Outcome.NO_CONSUMER,
                    "this service has no consumer " + line.consumer() + " any more");
            return;
        }
        if (progress.dryRun()) {
            tryOut(line, consumer, progress);
        } else {
            boolean more = true;
            while (more && !progress.over()) {
                more = redriveFirst(line, consumer, progress);
            }
        }
        if (line.wanted() != null && !progress.over()) {
            reportTheRest(line, line.wanted(), progress);
        }
    }

    /** @return whether there may be another one to redrive */
    private static boolean redriveFirst(Line line, ParkingConsumer consumer, RedriveProgress progress)
            throws InterruptedException {
        DeadLetterTable table = line.table();
        String key = line.parked().key();
        AtomicReference<@Nullable DeadLetter> taken = new AtomicReference<>();
        try {
            consumer.inTransaction(() -> {
                taken.set(null);
                table.lock(consumer.name(), key);
                table.ofKey(consumer.name(), key, 1).stream()
                        .filter(first -> line.wants(first.id()))
                        .findFirst()
                        .ifPresent(first -> {
                            taken.set(first);
                            IncomingMessage message = apply(consumer, table, first);
                            table.remove(first.id(), message, ParkingReports.Outcome.REDRIVEN);
                        });
                table.openIfEmpty(consumer.name(), key);
            });
        } catch (RuntimeException failure) {
            DeadLetter failed = taken.get();
            if (failed == null || !consumer.blamesMessage(failure)) {
                throw failure;
            }
            log.warn(
                    "Redrive of {} failed: it stays parked, with what waits behind it: {}",
                    failed.id(),
                    failure.toString());
            table.redriveFailed(failed.id(), failure.toString());
            progress.add(failed.id(), key, Outcome.FAILED, failure.toString());
            return false;
        }
        DeadLetter redriven = taken.get();
        if (redriven != null) {
            progress.add(redriven.id(), key, Outcome.REDRIVEN, null);
        }
        return redriven != null;
    }

    /** All of the key in one transaction, each seeing the effects of those before, and none of it stays. */
    private static void tryOut(Line line, ParkingConsumer consumer, RedriveProgress progress)
            throws InterruptedException {
        DeadLetterTable table = line.table();
        String key = line.parked().key();
        List<Runnable> findings = new ArrayList<>();
        try {
            consumer.inTransaction(() -> {
                findings.clear();
                table.lock(consumer.name(), key);
                for (DeadLetter letter : table.ofKey(consumer.name(), key, progress.room())) {
                    if (!line.wants(letter.id()) || progress.over()) {
                        break;
                    }
                    try {
                        apply(consumer, table, letter);
                        table.checkConstraints();
                        findings.add(() -> progress.add(letter.id(), key, Outcome.WOULD_SUCCEED, null));
                    } catch (RuntimeException failure) {
                        if (!consumer.blamesMessage(failure)) {
                            throw failure;
                        }
                        findings.add(() -> progress.add(letter.id(), key, Outcome.FAILED, failure.toString()));
                        break;
                    }
                }
                throw new Undone();
            });
        } catch (Undone rolledBack) {
            findings.forEach(Runnable::run);
        }
    }

    private static IncomingMessage apply(ParkingConsumer consumer, DeadLetterTable table, DeadLetter letter) {
        IncomingMessage message = table.message(letter.id())
                .orElseThrow(() -> new IllegalStateException("row " + letter.id() + " left while its key was locked"));
        consumer.apply(message);
        return message;
    }

    private static void reportTheRest(Line line, Set<DeadLetterId> wanted, RedriveProgress progress) {
        for (DeadLetterId id : wanted) {
            if (progress.hasNot(id)) {
                boolean parked = line.table().find(id).isPresent();
                progress.add(
                        id,
                        line.parked().key(),
                        parked ? Outcome.WAITS : Outcome.GONE,
                        parked ? "an earlier message of its key comes first" : "somebody else redrove or discarded it");
            }
        }
    }

    /** Ends the transaction of a dry run. */
    private static final class Undone extends RuntimeException {

        Undone() {
            super("dry run", null, false, false);
        }
    }
}
