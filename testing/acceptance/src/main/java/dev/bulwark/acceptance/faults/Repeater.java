package dev.bulwark.acceptance.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Reads what the platform publishes and publishes each record five times more, in another order: what a bad network and a resend make of a log. */
final class Repeater implements AutoCloseable {

    private static final int COPIES = 5;
    private static final String MARK = "x-copy"; // so that a copy isn't copied
    private static final Duration WINDOW = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final SplittableRandom random;

    Repeater(String address, SplittableRandom random) {
        this.random = random;
        this.consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, address),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, address),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** @return how many copies were published */
    int run(Duration duration) throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = consumer.listTopics().values().stream()
                .flatMap(List::stream)
                .filter(partition -> !partition.topic().startsWith("__"))
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        long until = System.nanoTime() + duration.toNanos();
        int copies = 0;
        while (System.nanoTime() < until) {
            List<ConsumerRecord<byte[], byte[]>> window = new ArrayList<>();
            long end = System.nanoTime() + WINDOW.toNanos();
            while (System.nanoTime() < end) {
                consumer.poll(WINDOW.dividedBy(5)).forEach(window::add);
            }
            window.removeIf(record -> record.headers().lastHeader(MARK) != null);
            copies += publishShuffled(window);
        }
        return copies;
    }

    private int publishShuffled(List<ConsumerRecord<byte[], byte[]>> records)
            throws ExecutionException, InterruptedException {
        List<ConsumerRecord<byte[], byte[]>> copies = new ArrayList<>();
        for (int i = 0; i < COPIES; i++) {
            copies.addAll(records);
        }
        for (int i = copies.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            ConsumerRecord<byte[], byte[]> held = copies.get(i);
            copies.set(i, copies.get(other));
            copies.set(other, held);
        }
        List<Future<?>> sent = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : copies) {
            ProducerRecord<byte[], byte[]> copy = new ProducerRecord<>(
                    record.topic(), record.partition(), record.key(), record.value(), record.headers());
            copy.headers().add(MARK, "1".getBytes(StandardCharsets.US_ASCII));
            sent.add(producer.send(copy));
        }
        for (Future<?> acknowledgement : sent) {
            acknowledgement.get();
        }
        return sent.size();
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
    }
}
