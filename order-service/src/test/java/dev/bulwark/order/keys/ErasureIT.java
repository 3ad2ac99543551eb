package dev.bulwark.order.keys;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.bulwark.order.OrderServiceTestBase;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderState;
import dev.bulwark.order.log.EventStore;
import dev.bulwark.testing.TestTokens;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class ErasureIT extends OrderServiceTestBase {

    @Autowired
    EventStore store;

    @Autowired
    KeyTable table;

    @Test
    void afterTheErasureTheOrderStaysAndTheAddressIsGone() {
        String customer = newCustomer();
        String key = UUID.randomUUID().toString();
        UUID id = UUID.fromString(post(customer, "/api/v1/orders", key, orderOf("SKU-0001", 1))
                .json()
                .path("id")
                .stringValue());
        Answer before = get(customer, "/api/v1/orders/" + id);
        assertThat(before.json().has("shippingAddress")).isTrue();

        assertThat(send(customer, "/api/v1/customers/me/personal-data", Map.of(), "DELETE", "")
                        .status())
                .isEqualTo(202);

        Answer after = get(customer, "/api/v1/orders/" + id, "If-None-Match", before.header("ETag"));
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.json().has("shippingAddress")).isFalse();
        assertThat(after.json().has("note")).isFalse();
        assertThat(after.json().path("total")).isEqualTo(before.json().path("total"));
        Answer replay = post(customer, "/api/v1/orders", key, orderOf("SKU-0001", 1));
        assertThat(replay.status()).isEqualTo(201);
        assertThat(replay.json().has("shippingAddress")).isFalse();
        assertThat(get(customer, "/api/v1/orders/" + id + "/events").response().body())
                .doesNotContain("Lovelace");
        assertThat(send(customer, "/api/v1/customers/me/personal-data", Map.of(), "DELETE", "")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void keysAreForServicesAndAnErasedOneIsGoneForGood() {
        String customer = newCustomer();
        String keyId = keyOf(placed(customer));
        String path = "/internal/keys/" + keyId;
        assertThat(get(customer, path).status()).isEqualTo(403);
        Answer living = asService(path);
        assertThat(living.status()).isEqualTo(200);
        assertThat(living.json().path("keyId").stringValue()).isEqualTo(keyId);
        assertThat(living.header("Cache-Control")).isEqualTo("no-store");
        assertThat(java.util.Base64.getDecoder()
                        .decode(living.json().path("key").stringValue()))
                .hasSize(32);

        send(customer, "/api/v1/customers/me/personal-data", Map.of(), "DELETE", "");

        assertThat(asService(path).status()).isEqualTo(410);
        assertThat(asService("/internal/keys/" + UUID.randomUUID()).status()).isEqualTo(404);
        UUID later = placed(customer);
        assertThat(keyOf(later)).isNotEqualTo(keyId);
        assertThat(get(customer, "/api/v1/orders/" + later).json().has("shippingAddress"))
                .isTrue();
        assertThat(asService(path).status()).isEqualTo(410);
    }

    @Test
    void aCustomerHasOneKeyHoweverManyAskAtOnce() throws Exception {
        String customer = newCustomer();
        Set<String> keys = new HashSet<>();
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> asked = IntStream.range(0, 20)
                    .mapToObj(i -> many.submit(() -> table.keyFor(customer).keyId()))
                    .toList();
            for (Future<String> key : asked) {
                keys.add(key.get());
            }
        }
        assertThat(keys).hasSize(1);
    }

    private String keyOf(UUID order) {
        return ((OrderState.Existing) store.load(new OrderId(order)).state())
                .placed()
                .personalData()
                .keyId();
    }

    private Answer asService(String path) {
        return sendAs(TestTokens.shared().internal("shipping-service"), path, Map.of(), "GET", "");
    }
}
