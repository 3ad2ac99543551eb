package dev.bulwark.inventory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.contracts.Topics;
import dev.bulwark.inventory.domain.Price;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.Servers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SeedsIT extends InventorySuite {

    @Autowired
    private Seeds seeds;

    @Test
    void every_promised_product_is_there() {
        IntStream.rangeClosed(1, 100).mapToObj("SKU-%04d"::formatted).forEach(sku -> {
            assertThat(catalogue.find(sku)).as(sku).hasValueSatisfying(product -> {
                assertThat(product.price().currency()).isEqualTo("EUR");
                assertThat(product.price().amount()).isPositive();
                assertThat(product.available()).isEqualTo(100_000);
            });
        });
        assertThat(catalogue.find("SKU-RARE").orElseThrow().available()).isEqualTo(5);
        assertThat(catalogue.find("SKU-EMPTY").orElseThrow().available()).isZero();
    }

    @Test
    void each_is_announced_once_however_often_the_service_starts() throws Exception {
        catalogue.restock("SKU-RARE", 1);
        try {
            seeds.run(new DefaultApplicationArguments());
            seeds.run(new DefaultApplicationArguments());

            assertThat(catalogue.find("SKU-RARE").orElseThrow().available()).isEqualTo(6);
        } finally {
            jdbc.update("UPDATE stock SET on_hand = 5, restocked = 0 WHERE sku = 'SKU-RARE'");
        }
        catalogue.list(List.of(new NewProduct("SENTINEL", "Comes last", new Price(1, "EUR"), 0)));
        try (KafkaProbe probe = Servers.kafka().probe()) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            probe.records(Topics.INVENTORY_EVENTS, "SENTINEL").size() == 1);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> jdbc.queryForObject("SELECT count(*) FROM outbox", Long.class) == 0);
            Map<String, Long> announced = probe.records(Topics.INVENTORY_EVENTS).stream()
                    .filter(record -> KafkaProbe.key(record).startsWith("SKU-"))
                    .collect(Collectors.groupingBy(KafkaProbe::key, Collectors.counting()));

            assertThat(announced)
                    .hasSize(102)
                    .allSatisfy((sku, times) -> assertThat(times).isEqualTo(1));
            var listed = probe.records(Topics.INVENTORY_EVENTS, "SKU-0001").getFirst();
            assertThat(KafkaProbe.header(listed, MessageHeaders.SEQUENCE)).isEqualTo("1");
            assertThat(KafkaProbe.header(listed, MessageHeaders.TYPE)).isEqualTo("inventory.product-listed.v1");
            assertThat(KafkaProbe.text(listed))
                    .isEqualTo(
                            "{\"sku\":\"SKU-0001\",\"name\":\"Notebook, dotted\",\"price\":{\"amount\":490,\"currency\":\"EUR\"}}");
        }
    }
}
