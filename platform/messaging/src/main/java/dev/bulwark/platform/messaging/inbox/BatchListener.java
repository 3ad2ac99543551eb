package dev.bulwark.platform.messaging.inbox;

import java.util.ArrayList;
import java.util.List;

import dev.bulwark.platform.messaging.IncomingMessage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** One consumer at work: a listener thread on a topic that hands batches to a {@link BatchRunner}, and pauses while the handler is saturated. */
public final class BatchListener implements SmartLifecycle, BatchMessageListener<byte[], byte[]> {

    private static final Logger log = LoggerFactory.getLogger(BatchListener.class);

    private final BatchHandler<?> handler;
    private final BatchRunner<?> runner;
    private final ConcurrentMessageListenerContainer<byte[], byte[]> container;
    private final SeekBackErrorHandler errorHandler;

    BatchListener(
            BatchHandler<?> handler,
            BatchRunner<?> runner,
            ConcurrentMessageListenerContainer<byte[], byte[]> container,
            SeekBackErrorHandler errorHandler) {
        this.errorHandler = errorHandler;
        this.handler = handler;
        this.runner = runner;
        this.container = container;
        container.setupMessageListener(this);
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        List<IncomingMessage> messages = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            messages.add(RecordReader.read(record));
        }
        try {
            runner.run(messages);
            errorHandler.reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
        pauseOrResume();
    }

    /**
     * Pauses while the handler is saturated, resumes otherwise. Called after each batch, and every now and then by {@link BatchListeners}: each call
     * compares the container's state with the handler's, so whichever thread comes last leaves it right.
     */
    synchronized void pauseOrResume() {
        boolean saturated = handler.saturated();
        if (saturated == container.isPauseRequested()) {
            return;
        }
        if (saturated) {
            container.pause();
            log.info("{} pauses: too much of what it was asked for is still open", handler.consumer());
        } else {
            container.resume();
            log.info("{} takes messages again", handler.consumer());
        }
    }

    @Override
    public void start() {
        container.start();
    }

    @Override
    public void stop() {
        container.stop();
    }

    @Override
    public boolean isRunning() {
        return container.isRunning();
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 100; // as spring-kafka's own: the last to start, the first to stop
    }
}
