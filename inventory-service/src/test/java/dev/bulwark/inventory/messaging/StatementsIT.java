package dev.bulwark.inventory.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.bulwark.inventory.NewProduct;
import dev.bulwark.inventory.domain.Price;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.inbox.BatchRunner;
import dev.bulwark.testing.StatementCount;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a batch costs: 500 messages are one transaction and at most twelve statements, whatever they are about. */
class StatementsIT extends MessagesSuite {

    private static final int BATCH = 500;

    @Test
    void five_hundred_orders_of_one_product() throws Exception {
        String hot = product(BATCH - 100);
        List<IncomingMessage> batch = IntStream.range(0, BATCH)
                .mapToObj(i -> incoming.reserve(order(), line(hot, 1)))
                .toList();

        assertCheap(commands, batch);

        assertThat(stock(hot)).isEqualTo(new Row(0, BATCH - 100, 0));
    }

    @Test
    void five_hundred_orders_of_a_product_each() throws Exception {
        String prefix = "WIDE-" + order() + "-";
        List<NewProduct> products = IntStream.range(0, BATCH)
                .mapToObj(i -> new NewProduct(prefix + i, "Wide", new Price(1, "EUR"), 1))
                .toList();
        catalogue.list(products);
        List<IncomingMessage> batch = products.stream()
                .map(product -> incoming.reserve(order(), line(product.sku(), 1)))
                .toList();

        assertCheap(commands, batch);

        assertThat(jdbc.queryForObject("SELECT sum(reserved) FROM stock WHERE sku LIKE ?", Long.class, prefix + "%"))
                .isEqualTo(BATCH);
    }

    @Test
    void everything_at_once_and_the_confirmations() throws Exception {
        List<String> skus = List.of(product(BATCH), product(BATCH), product(1));
        List<UUID> known = Stream.generate(this::order).limit(BATCH).toList();
        commands.run(known.stream()
                .map(order -> incoming.reserve(order, line(skus.get(0), 1), line(skus.get(1), 1)))
                .toList());
        List<IncomingMessage> mixed = new ArrayList<>();
        for (int i = 0; i < BATCH / 5; i++) {
            mixed.add(incoming.release(known.get(i)));
            mixed.add(incoming.release(order()));
            mixed.add(incoming.reserve(known.get(BATCH - 1 - i), line(skus.get(0), 1)));
            mixed.add(incoming.reserve(order(), line(skus.get(2), 1)));
            mixed.add(incoming.reserve(order(), line("NO-SUCH-SKU", 1)));
        }

        assertCheap(commands, mixed);
        assertCheap(
                events,
                known.subList(BATCH / 5, BATCH).stream()
                        .map(order -> incoming.confirmed(order))
                        .toList());

        assertThat(stock(skus.get(0))).isEqualTo(new Row(100, 0, 400));
        assertThat(stock(skus.get(2))).isEqualTo(new Row(0, 1, 0));
    }

    private void assertCheap(BatchRunner<?> runner, List<IncomingMessage> batch) throws InterruptedException {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.queryForObject("SELECT count(*) FROM outbox", Long.class) == 0);
        StatementCount count = StatementCount.on(database)
                .ignoring(query -> query.contains("relay_lease") || query.contains("FROM outbox"));
        runner.run(batch);

        // By their beginnings: the driver prepares COMMIT once a connection, and the server counts only the first run
        // of that.
        assertThat(count.byQuery()).as(count.toString()).containsEntry("BEGIN", 1L);
        assertThat(count.statements()).as(count.toString()).isPositive().isLessThanOrEqualTo(12);
    }
}
