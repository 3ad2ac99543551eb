package dev.bulwark.simulation.world;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.bulwark.contracts.Topics;
import dev.bulwark.saga.CommandWriter;
import dev.bulwark.saga.OrderSagas;
import dev.bulwark.saga.SagaMeters;
import dev.bulwark.saga.SagaProperties;
import dev.bulwark.saga.SagaStore;
import dev.bulwark.saga.SagaTimer;
import dev.bulwark.saga.domain.OrderSagaDecider;
import dev.bulwark.saga.messaging.RepliesTopic;
import dev.bulwark.saga.messaging.SagaMessages;
import org.apache.kafka.common.KafkaException;
import org.springframework.dao.DataAccessException;

/** A process of the saga-orchestrator: two consumers and the timer. */
final class Sagas {

    private static final SagaProperties PROPERTIES = new SagaProperties(
            Duration.ofSeconds(30),
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(15)),
            Duration.ofSeconds(150),
            Duration.ofSeconds(4),
            Duration.ofSeconds(30),
            20,
            Duration.ofMillis(250),
            500,
            Duration.ofSeconds(5));
    private static final int ROUND_MILLIS = 10_000;
    private static final SagaMeters METERS = new SagaMeters(World.METERS);

    private final Node node;
    private final SagaTable table;
    private final SagaMessages messages;
    private final SagaTimer timer;
    private final Activity timing;
    private final Activity round;

    Sagas(Node node, Service service, SagaTable table) {
        this.node = node;
        this.table = table;
        ServiceProcess process = new ServiceProcess(node, service);
        Mutation mutation = node.world().mutation();
        SagaStore store = mutation.sagas(table);
        CommandWriter commands = mutation.commands(SagaMessages.commands(process.messages));
        OrderSagas sagas = new OrderSagas(
                store,
                mutation.decider(new OrderSagaDecider(PROPERTIES.policy(), node.random()), PROPERTIES.policy()),
                commands,
                process.outbox,
                METERS,
                node.clock);
        messages = new SagaMessages(sagas, new Replies(node.world()), node.clock, PROPERTIES.settleAfterOutage());
        timer = new SagaTimer(sagas, store, messages.progress(), process.transactions, METERS, PROPERTIES, node.clock);
        timing = new Activity(node, this::fire);
        round = new Activity(node, this::makeRound);
        process.onCommit(this::setTimer);
        process.listen(messages.orderEvents());
        process.listen(messages.replies());
        setTimer();
        round.wake(ROUND_MILLIS);
    }

    private void fire() {
        try {
            timer.fireDue();
        } catch (DataAccessException away) {
            // the next look comes all the same
        }
        setTimer();
    }

    private void setTimer() {
        Instant earliest = table.earliestLook();
        if (earliest != null) {
            long millis = earliest.toEpochMilli() - node.clock.millis();
            timing.wake(Math.max(millis, PROPERTIES.timerPoll().toMillis()));
        }
    }

    /** As the timer's own thread does, so that an outage is noticed in its time. */
    private void makeRound() {
        messages.progress().heardUpTo();
        round.wake(ROUND_MILLIS);
    }

    private record Replies(World world) implements RepliesTopic {
        @Override
        public Map<Integer, Long> endOffsets() {
            requireBroker();
            Map<Integer, Long> ends = new HashMap<>();
            for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
                ends.put(partition, (long)
                        world.broker().log(Topics.SAGA_REPLIES, partition).size());
            }
            return ends;
        }

        @Override
        public Map<Integer, Long> handledOffsets() {
            requireBroker();
            Map<Integer, Long> handled = new HashMap<>();
            world.broker()
                    .subscriptions("saga-replies", Topics.SAGA_REPLIES)
                    .forEach(subscription -> handled.put(subscription.partition(), subscription.committed()));
            return handled;
        }

        private void requireBroker() {
            if (world.broker().isAway()) {
                throw new KafkaException("no answer");
            }
        }
    }
}
