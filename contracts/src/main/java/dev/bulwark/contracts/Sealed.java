package dev.bulwark.contracts;

/**
 * Personal data as it crosses Kafka and rests in tables: AES-256-GCM, with the order id as associated data.
 *
 * <p>Whoever deletes the key erases the data wherever copies of this record lie. Limit: the fields say nothing about the
 * content, but their length is visible.
 *
 * @param keyId the key in the key store, one per customer
 * @param nonce 96 random bits, Base64
 * @param ciphertext content and tag, Base64
 */
public record Sealed(String keyId, String nonce, String ciphertext) {}
