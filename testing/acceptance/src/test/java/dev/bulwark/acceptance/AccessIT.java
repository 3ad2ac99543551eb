package dev.bulwark.acceptance;

import dev.bulwark.acceptance.client.Answer;
import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.client.NewOrder;
import dev.bulwark.acceptance.client.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Who somebody is, only their token says. */
@Scenario
@Tag("core")
@org.junit.jupiter.api.Order(61)
class AccessIT {

    private final Bulwark bulwark;

    AccessIT(Bulwark bulwark) {
        this.bulwark = bulwark;
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/orders",
        "POST, /api/v1/orders",
        "GET, /api/v1/orders/0198c0de-0000-7000-8000-000000000000",
        "POST, /api/v1/products",
        "GET, /api/v1/payments/0198c0de-0000-7000-8000-000000000000",
        "GET, /ops/sagas",
        "GET, /ops/audit",
        "PUT, /ops/faults/psp"
    })
    void withoutATokenNobodyGetsIn(String method, String path) {
        Answer answer = bulwark.gateway().call(method, path).send();

        Problems.assertProblem(answer, 401);
        assertThat(answer.requiredHeader("WWW-Authenticate")).startsWith("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c"})
    void aBadTokenIsNone(String token) {
        Answer answer = bulwark.gateway().get(Customer.ORDERS).bearer(token).send();

        Problems.assertProblem(answer, 401);
        assertThat(answer.requiredHeader("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void aTamperedTokenIsRefused() {
        String token = bulwark.token("alice");
        int middle = token.indexOf('.') + 20;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        String tampered = token.substring(0, middle) + other + token.substring(middle + 1);

        Problems.assertProblem(
                bulwark.gateway().get(Customer.ORDERS).bearer(tampered).send(), 401);
    }

    @ParameterizedTest
    @CsvSource({"GET, /ops/sagas", "GET, /ops/audit", "PUT, /ops/faults/psp", "POST, /api/v1/products"})
    void withoutTheScopeItIsForbidden(String method, String path) {
        Answer answer =
                bulwark.customer("alice").call(method, path).key("k").json("{}").send();

        Problems.assertProblem(answer, 403);
    }

    @Test
    void theCatalogueIsPublic() {
        bulwark.gateway().get("/api/v1/products").send().expect(200);
        bulwark.gateway().get("/api/v1/products/SKU-0001").send().expect(200);
    }

    @Test
    void aSpoofedIdentityHasNoEffect() {
        Customer alice = bulwark.customer("alice");
        Order bobs = bulwark.customer("bob").placed(NewOrder.of("SKU-0050", 1));
        Order placed = alice.post(Customer.ORDERS)
                .header("X-User-Id", "bob")
                .header("X-Forwarded-User", "bob")
                .header("Forwarded", "for=bob")
                .header("baggage", "sub=bob")
                .json(NewOrder.of("SKU-0050", 1))
                .send()
                .expect(201)
                .as(Order.class);

        assertThat(placed.customerId()).isEqualTo("alice");
        Problems.assertProblem(
                alice.get(Customer.ORDERS + "/" + bobs.id())
                        .header("X-User-Id", "bob")
                        .send(),
                404);
    }

    @Test
    void theClientsCorrelationIdComesBackIfItIsSane() {
        Answer sane = bulwark.gateway()
                .get("/api/v1/products/SKU-0001")
                .header("X-Correlation-Id", "ticket-4711")
                .send();
        Answer insane = bulwark.gateway()
                .get("/api/v1/products/SKU-0001")
                .header("X-Correlation-Id", "<script>alert(1)</script>")
                .send();

        assertThat(sane.requiredHeader("X-Correlation-Id")).isEqualTo("ticket-4711");
        assertThat(insane.requiredHeader("X-Correlation-Id")).isNotBlank().doesNotContain("<");
    }
}
