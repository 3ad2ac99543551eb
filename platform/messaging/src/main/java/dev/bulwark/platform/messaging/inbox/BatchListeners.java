package dev.bulwark.platform.messaging.inbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

import dev.bulwark.platform.core.background.BackgroundLoop;
import dev.bulwark.platform.core.background.BackgroundLoops;
import dev.bulwark.platform.messaging.deadletter.ParkingConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.transaction.PlatformTransactionManager;

/** Makes the {@link BatchListener}s: one for each handler that is a bean, and others on request. Starts and stops the former. */
public final class BatchListeners implements SmartLifecycle {

    private static final Duration RESUME_CHECK = Duration.ofMillis(50);
    private static final long SHUTDOWN_MILLIS = 5_000;

    private final BatchRunners runners;
    private final RandomGenerator random;
    private final Map<String, Object> consumerProperties;
    private final ObjectProvider<BatchHandler<?>> handlers;
    private final List<BatchListener> all = new CopyOnWriteArrayList<>();
    private final List<ParkingConsumer> consumers = new CopyOnWriteArrayList<>();
    private List<BatchListener> ofBeans = List.of();
    private final BackgroundLoop resumer;

    BatchListeners(
            BatchRunners runners,
            Map<String, Object> kafkaProperties,
            InboxProperties properties,
            RandomGenerator random,
            BackgroundLoops loops,
            ObjectProvider<BatchHandler<?>> handlers) {
        this.runners = runners;
        this.resumer = loops.every(RESUME_CHECK, "listener-resumer", this::resume);
        this.random = random;
        this.handlers = handlers;
        this.consumerProperties = new HashMap<>(kafkaProperties);
        consumerProperties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumerProperties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumerProperties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.batchRecords());
        consumerProperties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumerProperties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumerProperties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, properties.sessionTimeoutMillis());
        consumerProperties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, properties.sessionTimeoutMillis() / 3);
        consumerProperties.put(
                ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000); // a topic may be created after its consumer started
        consumerProperties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    }

    /** A listener on another database than the service's first; the caller makes it a bean, and so starts and stops it. */
    public <W> BatchListener create(
            BatchHandler<W> handler, DataSource database, PlatformTransactionManager transactions, InboxMode mode) {
        consumers.add(runners.redrivenBy(handler, database, transactions));
        return listener(handler, runners.runnerFor(handler, database, transactions, mode));
    }

    private BatchListener listenerOfBean(BatchHandler<?> handler) {
        consumers.add(runners.redrivenBy(handler));
        return listener(handler, runners.runnerFor(handler));
    }

    /** Every consumer, by what it does with its parked messages. Complete once the application is put together. */
    List<ParkingConsumer> consumers() {
        ofBeans();
        return List.copyOf(consumers);
    }

    private synchronized List<BatchListener> ofBeans() {
        if (ofBeans.isEmpty()) {
            ofBeans = handlers.stream().map(this::listenerOfBean).toList();
        }
        return ofBeans;
    }

    private BatchListener listener(BatchHandler<?> handler, BatchRunner<?> runner) {
        Map<String, Object> properties = new HashMap<>(consumerProperties);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, handler.consumer());
        ContainerProperties container = new ContainerProperties(handler.topic());
        container.setGroupId(handler.consumer());
        container.setSyncCommits(false); // a lost commit means a repetition, and those have no effect
        container.setMissingTopicsFatal(false);
        container.setShutdownTimeout(SHUTDOWN_MILLIS);
        container.setObservationEnabled(false);
        container.setMicrometerEnabled(false);
        container.setPollTimeout(1_000);
        var listenerContainer = new ConcurrentMessageListenerContainer<byte[], byte[]>(
                new DefaultKafkaConsumerFactory<>(properties), container);
        listenerContainer.setBeanName("listen-" + handler.consumer()); // what its thread is called
        listenerContainer.setConcurrency(1);
        SeekBackErrorHandler errorHandler = new SeekBackErrorHandler(handler.consumer(), random);
        listenerContainer.setCommonErrorHandler(errorHandler);
        BatchListener listener = new BatchListener(handler, runner, listenerContainer, errorHandler);
        all.add(listener);
        return listener;
    }

    @Override
    public synchronized void start() {
        ofBeans().forEach(BatchListener::start);
        resumer.start();
    }

    private void resume() {
        all.forEach(BatchListener::pauseOrResume);
    }

    @Override
    public synchronized void stop() {
        resumer.stop();
        ofBeans.parallelStream().forEach(BatchListener::stop);
    }

    @Override
    public synchronized boolean isRunning() {
        return resumer.isRunning();
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 100;
    }
}
