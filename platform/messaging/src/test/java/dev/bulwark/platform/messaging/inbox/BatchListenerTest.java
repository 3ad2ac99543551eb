package dev.bulwark.platform.messaging.inbox;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.bulwark.platform.messaging.MessageCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether a listener takes messages follows from the handler's state, in whatever order its two threads come to look. */
class BatchListenerTest {

    private final AtomicBoolean saturated = new AtomicBoolean();
    private final InterruptedPause container = new InterruptedPause();
    private final BatchListener listener = new BatchListener(
            new Handler(),
            new BatchRunner<>(
                    new Handler(),
                    new MessageDecoder(new Handler(), new MessageCodec(), day -> true),
                    null,
                    new MemoryInbox(),
                    Runnable::run,
                    new Random(1),
                    new BatchMeters(new SimpleMeterRegistry(), "c")),
            container,
            new SeekBackErrorHandler("c", new Random(1)));

    @Test
    void pausesWhileTheHandlerIsSaturatedAndTakesUpWorkAfterwards() {
        saturated.set(true);
        listener.onMessage(List.of());
        assertThat(container.isPauseRequested()).isTrue();

        listener.pauseOrResume();
        assertThat(container.isPauseRequested()).isTrue();

        saturated.set(false);
        listener.pauseOrResume();
        assertThat(container.isPauseRequested()).isFalse();
    }

    @Test
    void aPauseThatLandsAfterTheHandlerHasRoomAgainIsTakenBack() {
        saturated.set(true);
        container.beforePause = () -> {
            saturated.set(false);
            listener.pauseOrResume(); // the resumer looks between the listener's decision and its pause
        };
        listener.onMessage(List.of());

        listener.pauseOrResume();
        assertThat(container.isPauseRequested()).isFalse();
    }

    @Test
    void aPauseThatGotLostIsAskedForAgain() {
        saturated.set(true);
        listener.onMessage(List.of());
        container.resume(); // somebody else's

        listener.pauseOrResume();
        assertThat(container.isPauseRequested()).isTrue();
    }

    private static final class InterruptedPause extends ConcurrentMessageListenerContainer<byte[], byte[]> {

        private Runnable beforePause = () -> {};

        InterruptedPause() {
            super(new DefaultKafkaConsumerFactory<>(Map.of()), new ContainerProperties("t"));
        }

        @Override
        public void pause() {
            beforePause.run();
            super.pause();
        }
    }

    private final class Handler implements BatchHandler<Object> {

        @Override
        public String consumer() {
            return "c";
        }

        @Override
        public String topic() {
            return "t";
        }

        @Override
        public Set<Class<?>> types() {
            return Set.of();
        }

        @Override
        public boolean saturated() {
            return saturated.get();
        }

        @Override
        public Object prefetch(List<Delivery> batch) {
            return batch;
        }

        @Override
        public void handle(Delivery delivery, Object work) {}

        @Override
        public void flush(Object work) {}
    }
}
