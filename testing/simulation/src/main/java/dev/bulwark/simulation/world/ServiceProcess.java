package dev.bulwark.simulation.world;

import java.util.ArrayList;
import java.util.List;

import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.core.UuidV7;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.deadletter.ParkingReports;
import dev.bulwark.platform.messaging.deadletter.ReportingDeadLetters;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.inbox.BatchRunner;
import dev.bulwark.platform.messaging.outbox.Outbox;
import dev.bulwark.platform.messaging.outbox.OutboxProperties;
import dev.bulwark.platform.messaging.outbox.RelayLoop;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionOperations;

/** What every process of a service has: ids, messages, transactions, an outbox with its relay, listeners. Memory of a process. */
final class ServiceProcess {

    private static final int LEASE_MILLIS = 10_000;
    private static final int WINDOW_DAYS = 14;

    private final Node node;
    private final World world;
    private final Service service;
    private final List<Listener> listeners = new ArrayList<>();
    private final List<Runnable> wakes = new ArrayList<>();
    private final RelayLoop relay;
    private final Activity relaying;
    private boolean relayBusy;

    final Ids ids;
    final MessageFactory messages;
    final TransactionOperations transactions;
    final Outbox outbox;

    private final ParkingReports reports;
    private final Operator operator;

    ServiceProcess(Node node, Service service) {
        this.node = node;
        this.world = node.world();
        this.service = service;
        Mutation mutation = world.mutation();
        ids = new UuidV7(node.clock, node.random());
        messages = new MessageFactory(service.name(), World.CODEC, ids, node.clock);
        transactions = mutation.transactions(service.database().transactions(node));
        OutboxTable table = service.outbox();
        outbox = table.observed(mutation.outbox(table.outbox(), table.atOnce()));
        reports = new ParkingReports(service.name(), messages, outbox);
        operator = new Operator(node, service.inbox(), transactions, reports);
        String owner = node.name() + "-" + ids.next();
        relay = new RelayLoop(
                mutation.outboxStore(table.store(node, owner, true), table.store(node, owner, false)),
                mutation.sender(new Wire(node)),
                owner,
                new OutboxProperties(1 + world.chaos().any(6), 20, 200, LEASE_MILLIS, 6_000, 1_000_000),
                () -> world.now() * 1_000_000);
        relaying = new Activity(node, this::relayTurn);
        service.onCommit(node, this::committed);
        node.onEnd(this::end);
        wakeRelay();
    }

    private void end() {
        listeners.forEach(Listener::leave);
        service.onCommit(node, () -> {});
    }

    /** Also to be done after every commit, by this process or another. */
    void onCommit(Runnable wake) {
        wakes.add(wake);
    }

    private void committed() {
        wakeRelay();
        wakes.forEach(Runnable::run);
    }

    /** At once where the commit was our own, by polling else: for the simulation a matter of milliseconds. */
    private void wakeRelay() {
        if (!service.outbox().isEmpty()) {
            relaying.wake(world.chaos().millis(0, 40));
        }
    }

    void relayTurn() throws InterruptedException {
        if (relayBusy) {
            return;
        }
        relayBusy = true;
        try {
            switch (turn()) {
                case FULL -> relaying.wake(0);
                case SOME, EMPTY -> wakeRelay();
                case NOT_OWNER -> againUnlessDrained(1_000);
                case FAILED -> againUnlessDrained(2_000);
            }
        } finally {
            relayBusy = false;
        }
    }

    private void againUnlessDrained(int mostMillis) {
        if (!service.outbox().isEmpty()) {
            relaying.wake(world.chaos().millis(100, mostMillis));
        }
    }

    private RelayLoop.Turn turn() throws InterruptedException {
        try {
            return relay.turn();
        } catch (DataAccessException away) {
            return RelayLoop.Turn.FAILED;
        }
    }

    /** A consumer that knows messages by their ids. */
    <W> void listen(BatchHandler<W> handler) {
        listen(handler, true);
    }

    /** @param byId false: by the versions that the handler keeps */
    <W> void listen(BatchHandler<W> handler, boolean byId) {
        InboxTable inbox = service.inbox();
        Mutation mutation = world.mutation();
        BatchHandler<W> watched = inbox.observed(mutation.handler(handler), byId);
        BatchRunner<W> runner = BatchRunner.on(
                watched,
                World.CODEC,
                byId ? mutation.inbox(inbox.inbox(), inbox.atOnce()) : null,
                WINDOW_DAYS,
                mutation.deadLetters(new ReportingDeadLetters(inbox, reports), inbox),
                work -> transactions.executeWithoutResult(status -> work.run()),
                node.clock,
                node.random(),
                node::pass,
                World.METERS);
        operator.redrives(watched);
        for (Subscription subscription : world.broker().subscriptions(handler.consumer(), handler.topic())) {
            Listener listener =
                    new Listener(node, subscription, watched, runner, inbox, mutation.commitsOffsetsFirst());
            listeners.add(listener);
            subscription.join(listener);
        }
    }
}
