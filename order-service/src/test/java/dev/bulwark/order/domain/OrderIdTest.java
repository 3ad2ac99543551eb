package dev.bulwark.order.domain;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OrderIdTest {

    private static final UUID FRESH = UUID.fromString("019b7000-1234-7abc-8def-fedcba987fff");

    @Test
    void carriesTheCustomersBucketAndStaysAUuidV7() {
        OrderId id = OrderId.forCustomer(FRESH, "alice");
        assertThat(id.bucket()).isEqualTo(OrderId.bucketOf("alice"));
        assertThat(id.value().version()).isEqualTo(7);
        assertThat(id.value().variant()).isEqualTo(2);
        assertThat(id.time()).isEqualTo(Instant.ofEpochMilli(0x019b70001234L));
        assertThat(id.toString()).startsWith("019b7000-1234-7abc-8def-fedcba98");
    }

    /** Orders stay where they are only if these never change. */
    @Test
    void theBucketOfACustomerNeverChanges() {
        assertThat(OrderId.bucketOf("alice")).isEqualTo(654);
        assertThat(OrderId.bucketOf("bob")).isEqualTo(724);
        assertThat(OrderId.bucketOf("Jörg")).isEqualTo(921);
    }

    @Test
    void customersSpreadOverTheBuckets() {
        Set<Integer> buckets = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            buckets.add(OrderId.bucketOf("customer-" + i));
        }
        assertThat(buckets).hasSizeGreaterThan(1_000).allMatch(bucket -> bucket >= 0 && bucket < OrderId.BUCKETS);
    }
}
