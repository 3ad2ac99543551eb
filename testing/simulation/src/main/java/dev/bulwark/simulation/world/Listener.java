package dev.bulwark.simulation.world;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.inbox.BatchRunner;

/** One process's reading of one partition: takes records, gives them to the production runner, commits. Memory of the process. */
final class Listener {

    private static final int MOST_RECORDS = 8;
    private static final int LONGEST_RETRY_MILLIS = 1_500;

    /** How soon a commit that got lost is made up for. */
    private static final int COMMIT_MILLIS = 5_000;

    private final Node node;
    private final Subscription subscription;
    private final BatchRunner<?> runner;
    private final InboxTable inbox;
    private final boolean commitsFirst;
    private final Set<String> ignoredUnless;
    private final Activity activity;
    private long position;
    private long lagsUntil;

    Listener(
            Node node,
            Subscription subscription,
            BatchHandler<?> handler,
            BatchRunner<?> runner,
            InboxTable inbox,
            boolean commitsFirst) {
        this.node = node;
        this.subscription = subscription;
        this.runner = runner;
        this.inbox = inbox;
        this.commitsFirst = commitsFirst;
        this.ignoredUnless = handler.ignoresOtherTypes()
                ? handler.types().stream().map(MessageCodec::typeOf).collect(Collectors.toSet())
                : Set.of();
        this.activity = new Activity(node, this::poll);
    }

    Node node() {
        return node;
    }

    void leave() {
        subscription.leave(this);
    }

    void readFrom(long offset) {
        position = offset;
        wake();
    }

    void wake() {
        Chaos chaos = node.world().chaos();
        if (chaos.strikes(Fault.LAG)) {
            lagsUntil = node.world().now() + 1_000 + chaos.pick(Fault.LAG, 60_000);
        }
        activity.wake(chaos.millis(1, 30));
    }

    boolean isAccountedFor(IncomingMessage message) {
        boolean ignored = !ignoredUnless.isEmpty() && !ignoredUnless.contains(message.type());
        return ignored || inbox.isAccountedFor(subscription.consumer(), message.id());
    }

    private void poll() throws InterruptedException {
        List<IncomingMessage> log = subscription.log();
        if (!subscription.isReader(this) || position >= log.size()) {
            if (subscription.isReader(this) && !subscription.isRead()) {
                subscription.commit(this, position);
                activity.wake(COMMIT_MILLIS);
            }
            return;
        }
        World world = node.world();
        if (world.now() < lagsUntil && !world.chaos().isCalm()) {
            activity.wake(Math.min(lagsUntil - world.now(), 5_000));
            return;
        }
        if (world.broker().isAway()) {
            activity.wake(2_000);
            return;
        }
        long end = Math.min(log.size(), position + 1 + world.chaos().any(MOST_RECORDS));
        List<IncomingMessage> records = List.copyOf(log.subList((int) position, (int) end));
        node.shakyMoment();
        try {
            if (commitsFirst) {
                subscription.commit(this, end);
            }
            runner.run(records);
        } catch (org.springframework.dao.DataAccessException away) {
            activity.wake(world.chaos().millis(1, LONGEST_RETRY_MILLIS));
            return;
        }
        node.shakyMoment();
        if (subscription.isReader(this)) {
            position = end;
            subscription.commit(this, end);
        }
        activity.wake(position < log.size() ? world.chaos().millis(0, 5) : COMMIT_MILLIS);
    }
}
