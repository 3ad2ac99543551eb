package dev.bulwark.acceptance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.bulwark.acceptance.client.Answer;
import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.client.NewOrder;
import dev.bulwark.acceptance.client.Order;
import dev.bulwark.acceptance.client.OrderPage;
import dev.bulwark.acceptance.client.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What was written can be read: at once by whoever wrote it, soon by every list. */
@Scenario
@org.junit.jupiter.api.Order(70)
class ReadsIT {

    private static final Duration VIEW_PATIENCE = Duration.ofSeconds(10);

    private final Bulwark bulwark;
    private final Customer alice;

    ReadsIT(Bulwark bulwark) {
        this.bulwark = bulwark;
        this.alice = bulwark.customer("alice");
    }

    @Test
    void aConsistencyTokenIsNeverAnsweredWithThePast() {
        Together.run(20, i -> {
            Answer placed = alice.place(NewOrder.of("SKU-0060", 1));
            Answer read = alice.get(path(placed.as(Order.class)))
                    .header("X-Consistency-Token", placed.requiredHeader("X-Consistency-Token"))
                    .send()
                    .expect(200);
            assertThat(read.as(Order.class).version()).isPositive();
            assertThat(read.requiredHeader("X-Read-Source")).isIn("view", "log");
            return read;
        });
    }

    @Test
    void anOrderIsThereTheMomentItIsTaken() {
        Order placed = alice.placed(NewOrder.of("SKU-0060", 1));

        assertThat(alice.order(placed.id()).id()).isEqualTo(placed.id());
    }

    @Test
    void readsNeverGoBack() {
        Order placed = alice.placed(NewOrder.of("SKU-0060", 1));
        List<Long> versions = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    Order read = alice.order(placed.id());
                    versions.add(read.version());
                    return read.ended();
                });

        assertThat(versions).isSorted();
    }

    @Test
    void whatDidNotChangeIsNotSentAgain() {
        Order order = alice.buy(NewOrder.of("SKU-0060", 1));
        String etag = alice.get(path(order)).send().expect(200).requiredHeader("ETag");
        Answer unchanged = alice.get(path(order)).header("If-None-Match", etag).send();

        unchanged.expect(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(unchanged.requiredHeader("ETag")).isEqualTo(etag);
        alice.get(path(order)).header("If-None-Match", "\"1\"").send().expect(200);
    }

    @Test
    void anOrderCanBeSeenAsItWas() {
        Order order = alice.buy(NewOrder.of("SKU-0060", 1));

        assertThat(asOf(order, order.placedAt().toString()).expect(200).as(Order.class))
                .matches(then -> then.status().equals("PENDING"), "is pending")
                .matches(then -> then.version() == 1, "has version 1");
        assertThat(asOf(order, order.updatedAt().toString())
                        .expect(200)
                        .as(Order.class)
                        .status())
                .isEqualTo("CONFIRMED");
        Problems.assertProblem(asOf(order, order.placedAt().minusSeconds(1).toString()), 404);
        Problems.assertProblem(asOf(order, "yesterday"), 400);
    }

    @Test
    void aListIsFilteredAndComesInPagesNewestFirst() {
        Product product = bulwark.merchant().list(100);
        Order before = alice.buy(NewOrder.of(product.sku(), 1));
        List<String> confirmed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            confirmed.addFirst(alice.buy(NewOrder.of(product.sku(), 1)).id());
        }
        String refused = alice.buy(NewOrder.of(product.sku(), 1).paidWith("pm_card_declined"))
                .id();
        String bobs = bulwark.customer("bob").buy(NewOrder.of(product.sku(), 1)).id();
        String filter = "sku=" + product.sku() + "&status=CONFIRMED&placedAfter=" + before.placedAt();

        await().atMost(VIEW_PATIENCE)
                .untilAsserted(() -> assertThat(alice.orders(filter).ids()).containsExactlyElementsOf(confirmed));
        List<String> paged = new ArrayList<>();
        OrderPage page = alice.orders(filter + "&limit=2");
        paged.addAll(page.ids());
        while (page.nextCursor() != null) {
            assertThat(page.items()).hasSize(2);
            page = alice.orders(filter + "&limit=2&cursor=" + page.nextCursor());
            paged.addAll(page.ids());
        }
        assertThat(paged).containsExactlyElementsOf(confirmed);
        assertThat(alice.orders("sku=" + product.sku() + "&status=REJECTED").ids())
                .containsExactly(refused);
        assertThat(alice.orders("sku=" + product.sku() + "&placedBefore=" + before.placedAt())
                        .ids())
                .doesNotContainAnyElementsOf(confirmed);
        assertThat(alice.orders("sku=" + product.sku()).ids()).doesNotContain(bobs);
        assertThat(alice.orders("limit=100").items())
                .isSortedAccordingTo(Comparator.comparing(Order::placedAt).reversed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=DONE",
                "limit=0",
                "limit=101",
                "limit=many",
                "limit=-1",
                "placedAfter=yesterday",
                "placedBefore=2026-13-01T00:00:00Z",
                "cursor=garbage"
            })
    void aBadFilterIsRefused(String query) {
        Problems.assertInvalid(
                alice.get(Customer.ORDERS + "?" + query).send(), "/" + query.substring(0, query.indexOf('=')));
    }

    private Answer asOf(Order order, String moment) {
        return alice.get(path(order) + "?asOf=" + moment).send();
    }

    private static String path(Order order) {
        return Customer.ORDERS + "/" + order.id();
    }
}
