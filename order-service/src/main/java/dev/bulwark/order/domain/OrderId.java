package dev.bulwark.order.domain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * A UUIDv7 whose last ten bits are the bucket of the customer, so that sharding finds an order's home without a lookup.
 *
 * <p>64 random bits remain for the orders of one millisecond and one bucket. Limit: two customers of one bucket are distinguished
 * by the order's content only; an id proves nothing about its owner.
 */
public record OrderId(UUID value) {

    /** How many virtual buckets there are: enough to spread over many shards, few enough to list. */
    public static final int BUCKETS = 1 << 10;

    private static final long BUCKET_MASK = BUCKETS - 1L;

    /**
     * The id of a customer's new order.
     *
     * @param fresh a UUIDv7 never used before
     */
    public static OrderId forCustomer(UUID fresh, String customerId) {
        long low = (fresh.getLeastSignificantBits() & ~BUCKET_MASK) | bucketOf(customerId);
        return new OrderId(new UUID(fresh.getMostSignificantBits(), low));
    }

    /** The bucket of a customer: CRC-32C of the id in UTF-8, modulo {@link #BUCKETS}. It never changes. */
    public static int bucketOf(String customerId) {
        CRC32C hash = new CRC32C();
        hash.update(customerId.getBytes(StandardCharsets.UTF_8));
        return (int) (hash.getValue() & BUCKET_MASK);
    }

    /** The customer's bucket, 0 … 1023. */
    public int bucket() {
        return (int) (value.getLeastSignificantBits() & BUCKET_MASK);
    }

    /** When the id was made, to the millisecond. */
    public Instant time() {
        return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
