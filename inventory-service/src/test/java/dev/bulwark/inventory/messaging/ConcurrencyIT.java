package dev.bulwark.inventory.messaging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.bulwark.contracts.inventory.StockLine;
import dev.bulwark.platform.messaging.IncomingMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConcurrencyIT extends MessagesSuite {

    private static final int BATCHES = 12;
    private static final int ORDERS = 40;

    /** Commands of two instances, confirmations and restocks, all over the same five products, each order naming them in its own order. */
    @Test
    void batches_and_restocks_meet_on_the_same_rows_and_everything_balances() throws Exception {
        List<String> skus = Stream.generate(() -> product(100_000)).limit(5).toList();
        List<Future<Integer>> work = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            work.add(threads.submit(instance(1, skus)));
            work.add(threads.submit(instance(2, skus)));
            work.add(threads.submit(restocks(skus)));
            for (Future<Integer> each : work) {
                each.get(60, TimeUnit.SECONDS);
            }
        }

        long ordered = 2L * BATCHES * ORDERS;
        for (String sku : skus) {
            assertThat(stock(sku)).isEqualTo(new Row(100_000 + BATCHES - ordered / 2, 0, ordered / 2));
        }
        assertThat(audit.check("", 100).findings())
                .noneSatisfy(finding -> assertThat(skus).contains(finding.sku()));
    }

    /** Reserves a batch, then confirms one half and releases the other. */
    private Callable<Integer> instance(long seed, List<String> skus) {
        return () -> {
            Random random = new Random(seed);
            for (int i = 0; i < BATCHES; i++) {
                List<UUID> orders = Stream.generate(this::order).limit(ORDERS).toList();
                commands.run(
                        orders.stream().map(order -> all(order, skus, random)).toList());
                events.run(orders.subList(0, ORDERS / 2).stream()
                        .map(order -> incoming.confirmed(order))
                        .toList());
                commands.run(orders.subList(ORDERS / 2, ORDERS).stream()
                        .map(order -> incoming.release(order))
                        .toList());
            }
            return BATCHES;
        };
    }

    private IncomingMessage all(UUID order, List<String> skus, Random random) {
        List<String> shuffled = new ArrayList<>(skus);
        Collections.shuffle(shuffled, random);
        return incoming.reserve(
                order, shuffled.stream().map(sku -> line(sku, 1)).toArray(StockLine[]::new));
    }

    private Callable<Integer> restocks(List<String> skus) {
        return () -> {
            for (int i = 0; i < BATCHES; i++) {
                skus.forEach(sku -> catalogue.restock(sku, 1).orElseThrow());
            }
            return BATCHES;
        };
    }
}
