package dev.bulwark.crash;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import dev.bulwark.contracts.inventory.ReleaseStock;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.platform.messaging.deadletter.DeadLetters;
import dev.bulwark.platform.messaging.deadletter.ParkedLetter;
import dev.bulwark.platform.messaging.deadletter.ParkedMessage;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.inbox.BatchRunner;
import dev.bulwark.platform.messaging.inbox.Delivery;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** A process to be killed: the production's batch runner, given one message for each line it reads, telling how far it came. */
public final class BatchLoop {

    private BatchLoop() {}

    public static void main(String[] args) throws Exception {
        say("ready");
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Batches batches = null;
        while (lines.readLine() != null) {
            batches = batches == null ? new Batches() : batches; // not before: until then its classes aren't loaded
            batches.next();
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static final class Batches implements BatchHandler<Void>, DeadLetters {

        private final MessageCodec codec = new MessageCodec();
        private final BatchRunner<Void> runner = BatchRunner.on(
                this,
                codec,
                null,
                1,
                this,
                this::transaction,
                Clock.systemUTC(),
                new Random(7),
                Thread::sleep,
                new SimpleMeterRegistry());
        private int batch;

        void next() throws InterruptedException {
            batch++;
            byte[] body = codec.encode(new ReleaseStock(new UUID(0, batch)));
            runner.run(List.of(new IncomingMessage(
                    topic(),
                    0,
                    batch,
                    Clock.systemUTC().instant(),
                    new UUID(0, batch).toString(),
                    new UUID(0, batch),
                    false,
                    Map.of("ce_type", "inventory.release-stock.v1"),
                    body)));
            say("handled " + batch);
        }

        private void transaction(Runnable work) {
            work.run();
            say("committed " + batch);
        }

        @Override
        public String consumer() {
            return "batch-loop";
        }

        @Override
        public String topic() {
            return "inventory.commands";
        }

        @Override
        public Set<Class<?>> types() {
            return Set.of(ReleaseStock.class);
        }

        @Override
        public Void prefetch(List<Delivery> deliveries) {
            return null;
        }

        @Override
        public void handle(Delivery delivery, Void work) {
            say("took " + batch);
        }

        @Override
        public void flush(Void work) {
            say("wrote " + batch);
        }

        @Override
        public Set<String> lockParkedKeys(String consumer, Collection<String> keys) {
            return Set.of();
        }

        @Override
        public List<ParkedLetter> park(String consumer, List<ParkedMessage> messages) {
            messages.forEach(message -> say("parked " + message.cause()));
            return List.of();
        }
    }
}
