package dev.bulwark.acceptance.client;

public record Product(String sku, String name, Money price, long available, long version) {}
