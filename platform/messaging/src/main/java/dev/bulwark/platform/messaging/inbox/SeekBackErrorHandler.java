package dev.bulwark.platform.messaging.inbox;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

import dev.bulwark.platform.core.Backoff;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * The infrastructure failed under a batch: wait with full jitter, then take the same records from the broker again. For ever, for nothing
 * else keeps the order and loses nothing.
 *
 * <p>A wait is far shorter than the poll interval after which the broker would think the consumer dead.
 */
final class SeekBackErrorHandler implements CommonErrorHandler {

    private static final Logger log = LoggerFactory.getLogger(SeekBackErrorHandler.class);
    private static final Backoff OUTAGE = new Backoff(100, 5_000);

    private final String consumer;
    private final RandomGenerator random;
    private final AtomicInteger failures = new AtomicInteger();

    SeekBackErrorHandler(String consumer, RandomGenerator random) {
        this.consumer = consumer;
        this.random = random;
    }

    /** The batch went well after all. */
    void reset() {
        failures.setPlain(0);
    }

    @Override
    public boolean seeksAfterHandling() {
        return true;
    }

    @Override
    public boolean isAckAfterHandle() {
        return false;
    }

    @Override
    public void handleBatch(
            Exception failure,
            ConsumerRecords<?, ?> records,
            Consumer<?, ?> kafka,
            MessageListenerContainer container,
            Runnable invokeListener) {
        for (TopicPartition partition : records.partitions()) {
            kafka.seek(partition, records.records(partition).getFirst().offset());
        }
        long pauseMillis = OUTAGE.millis(failures.incrementAndGet(), random);
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        log.warn(
                "{} can't do its work; the same {} records come again in {} ms, nothing is skipped: {}",
                consumer,
                records.count(),
                pauseMillis,
                cause.toString());
        try {
            Thread.sleep(pauseMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
