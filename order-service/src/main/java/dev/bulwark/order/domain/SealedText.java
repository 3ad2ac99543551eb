package dev.bulwark.order.domain;

/**
 * Personal data as the log keeps it: readable only while the customer's key exists.
 *
 * @param keyId the key that opens it
 * @param nonce Base64
 * @param ciphertext Base64
 */
public record SealedText(String keyId, String nonce, String ciphertext) {}
