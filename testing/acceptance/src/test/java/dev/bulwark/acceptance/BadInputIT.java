package dev.bulwark.acceptance;

import java.util.Collections;
import java.util.List;

import dev.bulwark.acceptance.client.Answer;
import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.client.Json;
import dev.bulwark.acceptance.client.NewOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a client sends, it is told what is wrong, in one shape, and learns nothing of the innards. */
@Scenario
@org.junit.jupiter.api.Order(60)
class BadInputIT {

    private static final String ADDRESS =
            "{\"name\":\"Ada\",\"line1\":\"1 Road\",\"city\":\"London\",\"postalCode\":\"SW1\",\"country\":\"GB\"}";
    private static final String ITEMS = "[{\"sku\":\"SKU-0001\",\"quantity\":1}]";

    private final Customer alice;

    BadInputIT(Bulwark bulwark) {
        this.alice = bulwark.customer("alice");
    }

    @Test
    void theTemplateItselfIsGood() {
        place(order(ITEMS, "\"pm_card_ok\"", "")).expect(201);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000, Integer.MAX_VALUE})
    void aQuantityIsOneTo999(int quantity) {
        Problems.assertInvalid(place(NewOrder.of("SKU-0001", quantity)), "/items/0/quantity");
    }

    @Test
    void thereAreOneTo100Items() {
        NewOrder order = NewOrder.of("SKU-0001", 1);

        Problems.assertInvalid(
                place(order.items(Collections.nCopies(101, order.items().getFirst()))), "/items");
        Problems.assertInvalid(place(order.items(List.of())), "/items");
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        Answer answer = place("{\"items\":[{\"sku\":\"SKU-0001\",\"quantity\":0}]}");

        Problems.assertInvalid(answer, "/items/0/quantity");
        Problems.assertInvalid(answer, "/paymentMethod");
        Problems.assertInvalid(answer, "/shippingAddress");
    }

    @Test
    void unknownFieldsAreRefused() {
        Problems.assertProblem(place(order(ITEMS, "\"pm_card_ok\"", ",\"total\":1")), 400);
        Problems.assertProblem(
                place(order("[{\"sku\":\"SKU-0001\",\"quantity\":1,\"unitPrice\":1}]", "\"pm_card_ok\"", "")), 400);
    }

    @Test
    void duplicateKeysAreRefused() {
        Problems.assertProblem(place(order(ITEMS, "\"pm_card_ok\"", ",\"paymentMethod\":\"pm_card_ok\"")), 400);
        Problems.assertProblem(
                place(order("[{\"sku\":\"SKU-0001\",\"quantity\":1,\"quantity\":2}]", "\"pm_card_ok\"", "")), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "1.5", "true", "null", "[1]", "{}", "99999999999999999999", "1e400"})
    void aQuantityOfTheWrongTypeIsRefused(String quantity) {
        Problems.assertProblem(
                place(order("[{\"sku\":\"SKU-0001\",\"quantity\":" + quantity + "}]", "\"pm_card_ok\"", "")), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"order\"", "{} {}", "{'items':[]}"})
    void whatIsNoOrderIsRefused(String body) {
        Problems.assertProblem(place(body), 400);
    }

    @Test
    void anAbyssOfBracketsIsRefused() {
        Problems.assertProblem(place("[".repeat(10_000) + "]".repeat(10_000)), 400);
    }

    @Test
    void anUnknownProductIsNoSyntaxError() {
        Problems.assertProblem(place(NewOrder.of("SKU-UNHEARD-OF", 1)), 422, "unknown-product");
    }

    @Test
    void aBodyHasAtMostAMegabyte() {
        Problems.assertProblem(place(NewOrder.of("SKU-0001", 1).note("n".repeat(1_100_000))), 413);
    }

    @Test
    void onlyJsonIsRead() {
        Answer answer = alice.post(Customer.ORDERS)
                .body("text/plain", Json.text(NewOrder.of("SKU-0001", 1)))
                .send();

        Problems.assertProblem(answer, 415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/nothing", "/nothing", "/internal/audit/orders", "/actuator/health", "/api/v2/orders"})
    void anUnknownRouteIsNotFound(String path) {
        Problems.assertProblem(alice.get(path).send(), 404);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /api/v1/orders",
        "PUT, /api/v1/orders/0198c0de-0000-7000-8000-000000000000",
        "PATCH, /api/v1/orders"
    })
    void aWrongMethodIsNotAllowed(String method, String path) {
        Answer answer = alice.call(method, path).send();

        Problems.assertProblem(answer, 405);
        assertThat(answer.requiredHeader("Allow")).contains("GET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-an-id", "0198c0de-0000-7000-8000-000000000000"})
    void whatIsNobodysIdNamesNothing(String id) {
        for (String resource : List.of("orders", "payments", "shipments")) {
            Answer answer = alice.get("/api/v1/" + resource + "/" + id).send();
            Problems.assertProblem(answer, id.startsWith("not") ? answer.status() : 404);
            assertThat(answer.status()).as("%s", answer).isIn(400, 404);
        }
    }

    private Answer place(Object body) {
        return alice.post(Customer.ORDERS).json(body).send();
    }

    private static String order(String items, String paymentMethod, String more) {
        return "{\"items\":" + items + ",\"paymentMethod\":" + paymentMethod + ",\"shippingAddress\":" + ADDRESS + more
                + "}";
    }
}
