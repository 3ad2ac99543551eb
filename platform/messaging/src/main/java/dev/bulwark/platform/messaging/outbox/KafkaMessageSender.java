package dev.bulwark.platform.messaging.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import dev.bulwark.contracts.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Sends with one idempotent producer, made on first use.
 *
 * <p>The batch is flushed as a whole: the producer's linger gathers it into few requests, the flush ends the waiting at once.
 */
final class KafkaMessageSender implements MessageSender {

    private final Supplier<Producer<byte[], byte[]>> producers;
    private @Nullable Producer<byte[], byte[]> producer;

    KafkaMessageSender(Supplier<Producer<byte[], byte[]>> producers) {
        this.producers = producers;
    }

    @Override
    public void send(List<OutboxRow> rows) throws SendFailedException, InterruptedException {
        Producer<byte[], byte[]> current = producer();
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(rows.size());
        for (OutboxRow row : rows) {
            ProducerRecord<byte[], byte[]> record = record(row);
            try {
                Future<RecordMetadata> acknowledgement = current.send(record);
                if (acknowledgement.isDone()) {
                    check(row, acknowledgement); // refused on the spot: nothing of its key may overtake it
                }
                acknowledgements.add(acknowledgement);
            } catch (KafkaException e) {
                throw failure(row, e);
            }
        }
        try {
            current.flush();
        } catch (KafkaException e) {
            throw new SendFailedException(e, null);
        }
        for (int i = 0; i < rows.size(); i++) {
            check(rows.get(i), acknowledgements.get(i));
        }
    }

    private static void check(OutboxRow row, Future<RecordMetadata> acknowledgement)
            throws SendFailedException, InterruptedException {
        try {
            acknowledgement.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw failure(row, cause);
        }
    }

    private Producer<byte[], byte[]> producer() throws SendFailedException {
        Producer<byte[], byte[]> current = producer;
        if (current == null) {
            try {
                current = producers.get();
            } catch (KafkaException e) {
                throw new SendFailedException(e, null);
            }
            producer = current;
        }
        return current;
    }

    /** Pure work on the row: whatever it throws is the row's own fault, and would be again. */
    private static ProducerRecord<byte[], byte[]> record(OutboxRow row) throws SendFailedException {
        try {
            var record = new ProducerRecord<>(row.topic(), row.key().getBytes(UTF_8), row.payload());
            row.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
            return record;
        } catch (RuntimeException e) {
            throw new SendFailedException(e, row);
        }
    }

    private static SendFailedException failure(OutboxRow row, Throwable cause) {
        return new SendFailedException(cause, isHopeless(cause) || isForeignTopic(row, cause) ? row : null);
    }

    private static boolean isHopeless(Throwable cause) {
        return cause instanceof RecordTooLargeException
                || cause instanceof SerializationException
                || cause instanceof InvalidRecordException
                || cause instanceof InvalidTopicException;
    }

    /** The broker answers and doesn't know the topic, and nobody will create it: those of the contracts were all there before the first send. */
    private static boolean isForeignTopic(OutboxRow row, Throwable cause) {
        return cause.getCause() instanceof UnknownTopicOrPartitionException && !Topics.ALL.contains(row.topic());
    }

    @Override
    public void close() {
        Producer<byte[], byte[]> current = producer;
        producer = null;
        if (current != null) {
            current.close(Duration.ZERO);
        }
    }
}
