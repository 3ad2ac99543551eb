package dev.bulwark.simulation.world;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.bulwark.platform.messaging.deadletter.DeadLetters;
import dev.bulwark.platform.messaging.deadletter.ParkedLetter;
import dev.bulwark.platform.messaging.deadletter.ParkedMessage;
import dev.bulwark.platform.messaging.deadletter.ParkingReports;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.inbox.BatchRunner;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Has the dead letters of a service handled again, key by key and in order, or throws one away. Comes now and then, and once nothing else
 * happens any more.
 */
final class Operator {

    private static final int SOONEST_MILLIS = 2_000;
    private static final int LATEST_MILLIS = 60_000;
    private static final int CALM_MILLIS = 500;

    /** A message that is redriven passes its parked key, and nobody may park it again. */
    private static final DeadLetters REDRIVEN = new DeadLetters() {
        @Override
        public Set<String> lockParkedKeys(String consumer, java.util.Collection<String> keys) {
            return Set.of();
        }

        @Override
        public List<ParkedLetter> park(String consumer, List<ParkedMessage> messages) {
            throw new Violation(Invariant.PARKED, consumer + " fails on a message that was mended: " + messages);
        }
    };

    @FunctionalInterface
    private interface Redrive {
        void of(InboxTable.Letter letter) throws InterruptedException;
    }

    private final Node node;
    private final InboxTable inbox;
    private final TransactionOperations transactions;
    private final ParkingReports reports;
    private final Map<String, Redrive> consumers = new HashMap<>();
    private final Activity coming;

    Operator(Node node, InboxTable inbox, TransactionOperations transactions, ParkingReports reports) {
        this.node = node;
        this.inbox = inbox;
        this.transactions = transactions;
        this.reports = reports;
        this.coming = new Activity(node, this::come);
        coming.wake(next());
    }

    <W> void redrives(BatchHandler<W> handler) {
        consumers.put(handler.consumer(), letter -> runner(handler, letter).run(List.of(letter.message())));
    }

    private <W> BatchRunner<W> runner(BatchHandler<W> handler, InboxTable.Letter letter) {
        return BatchRunner.on(
                handler,
                World.CODEC,
                null,
                1,
                REDRIVEN,
                work -> transactions.executeWithoutResult(status -> redrive(letter, work)),
                node.clock,
                node.random(),
                node::pass,
                World.METERS);
    }

    private void come() throws InterruptedException {
        World world = node.world();
        try {
            if (!world.chaos().isCalm() || world.waitsForOperators()) {
                for (InboxTable.Letter letter : inbox.heldUp()) {
                    act(letter);
                }
            }
        } catch (DataAccessException away) {
            // comes again all the same
        }
        coming.wake(next());
    }

    private void act(InboxTable.Letter letter) throws InterruptedException {
        Redrive redrive = consumers.get(letter.consumer());
        if (redrive == null) {
            throw new IllegalStateException("nobody handles " + letter.consumer());
        }
        if (node.world().chaos().any(4) == 0) {
            node.world().trace(() -> "an operator discards " + letter.name());
            transactions.executeWithoutResult(status -> discard(letter));
        } else {
            node.world().trace(() -> "an operator redrives " + letter.name());
            redrive.of(letter);
        }
    }

    private void redrive(InboxTable.Letter letter, Runnable handling) {
        if (inbox.redrive(letter, handling)) {
            reports.unparked(letter.name(), letter.message(), ParkingReports.Outcome.REDRIVEN);
        }
    }

    private void discard(InboxTable.Letter letter) {
        if (inbox.take(letter)) {
            reports.unparked(letter.name(), letter.message(), ParkingReports.Outcome.DISCARDED);
        }
    }

    private long next() {
        Chaos chaos = node.world().chaos();
        return chaos.isCalm() ? CALM_MILLIS : chaos.millis(SOONEST_MILLIS, LATEST_MILLIS);
    }
}
