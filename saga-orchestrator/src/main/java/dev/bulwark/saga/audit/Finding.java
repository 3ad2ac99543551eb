package dev.bulwark.saga.audit;

/**
 * Something that can't be.
 *
 * @param id of what it is about: an order, a sku, a journal, a key at the provider, a service
 * @param detail what was compared, with both sides
 * @param remedy what to do about it
 */
record Finding(Invariant invariant, String id, String detail, String remedy) {}
