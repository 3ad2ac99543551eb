package dev.bulwark.acceptance;

import java.util.List;
import java.util.UUID;

import dev.bulwark.acceptance.client.Answer;
import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.client.Merchant;
import dev.bulwark.acceptance.client.Money;
import dev.bulwark.acceptance.client.NewOrder;
import dev.bulwark.acceptance.client.Order;
import dev.bulwark.acceptance.client.Product;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Goods come in, are sold, and are never sold twice. */
@Scenario
@Tag("core")
@org.junit.jupiter.api.Order(15)
class CatalogueIT {

    private static final int SCARCE = 5;

    private final Bulwark bulwark;
    private final Merchant merchant;
    private final Customer alice;

    CatalogueIT(Bulwark bulwark) {
        this.bulwark = bulwark;
        this.merchant = bulwark.merchant();
        this.alice = bulwark.customer("alice");
    }

    @Test
    void showsItsProductsToEverybody() {
        Answer answer =
                bulwark.gateway().get(Merchant.PRODUCTS + "/SKU-0100").send().expect(200);
        Product product = answer.as(Product.class);

        assertThat(product.sku()).isEqualTo("SKU-0100");
        assertThat(product.price().currency()).isEqualTo("EUR");
        assertThat(product.price().amount()).isPositive();
        assertThat(product.available()).isBetween(1L, 100_000L);
        assertThat(answer.requiredHeader("ETag")).startsWith("\"");
        assertThat(answer.requiredHeader("Cache-Control")).isNotBlank();
        assertThat(merchant.product("SKU-EMPTY").available()).isZero();
        Problems.assertProblem(
                bulwark.gateway().get(Merchant.PRODUCTS + "/SKU-UNHEARD-OF").send(), 404);
    }

    @Test
    void listsInPages() {
        var first = bulwark.gateway()
                .get(Merchant.PRODUCTS + "?q=SKU-00&limit=10")
                .send()
                .expect(200)
                .json();
        var second = bulwark.gateway()
                .get(Merchant.PRODUCTS + "?q=SKU-00&limit=10&cursor="
                        + first.get("nextCursor").asString())
                .send()
                .expect(200)
                .json();

        assertThat(first.get("items").size()).isEqualTo(10);
        assertThat(second.get("items").size()).isEqualTo(10);
        assertThat(first.get("items").get(9).get("sku").asString())
                .isLessThan(second.get("items").get(0).get("sku").asString());
        Problems.assertProblem(
                bulwark.gateway().get(Merchant.PRODUCTS + "?limit=101").send(), 400);
    }

    @Test
    void aNewProductCanBeOrderedAtOnce() {
        String sku = "T-" + UUID.randomUUID();
        Merchant.NewProduct product = new Merchant.NewProduct(sku, "Fresh", Money.euros(2_499), 4);
        Answer created = merchant.list(product, sku);

        created.expect(201);
        assertThat(created.requiredHeader("Location")).endsWith("/api/v1/products/" + sku);
        assertThat(created.as(Product.class).available()).isEqualTo(4);
        Order order = alice.buy(NewOrder.of(sku, 4));
        assertThat(order.status()).isEqualTo("CONFIRMED");
        assertThat(order.total()).isEqualTo(Money.euros(4 * 2_499));
        assertThat(merchant.product(sku).available()).isZero();
    }

    @Test
    void aRepeatedRequestListsOnce() {
        String sku = "T-" + UUID.randomUUID();
        Merchant.NewProduct product = new Merchant.NewProduct(sku, "Once", Money.euros(100), 1);
        Answer created = merchant.list(product, sku).expect(201);
        Answer replayed = merchant.list(product, sku).expect(201);

        assertThat(replayed.requiredHeader("Idempotent-Replayed")).isEqualTo("true");
        assertThat(replayed.body()).isEqualTo(created.body());
    }

    @Test
    void aRestockAddsOnce() {
        Product product = merchant.list(0);
        String key = UUID.randomUUID().toString();
        List<Answer> answers =
                List.of(merchant.restock(product.sku(), 7, key), merchant.restock(product.sku(), 7, key));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isBetween(200, 202));
        assertThat(merchant.product(product.sku()).available()).isEqualTo(7);
        assertThat(alice.buy(NewOrder.of(product.sku(), 7)).status()).isEqualTo("CONFIRMED");
    }

    @Test
    void fiveLeftAreSoldFiveTimes() {
        // The seeded scarce one, unless an earlier run against the same platform bought it up.
        String sku = merchant.product("SKU-RARE").available() == SCARCE
                ? "SKU-RARE"
                : merchant.list(SCARCE).sku();
        List<Order> orders = Together.run(10, i -> alice.buy(NewOrder.of(sku, 1)));

        assertThat(orders)
                .filteredOn(order -> order.status().equals("CONFIRMED"))
                .hasSize(SCARCE);
        assertThat(orders)
                .filteredOn(order -> order.status().equals("REJECTED"))
                .hasSize(SCARCE)
                .allMatch(order -> order.rejection().code().equals("out_of_stock"));
        assertThat(merchant.product(sku).available()).isZero();
    }
}
