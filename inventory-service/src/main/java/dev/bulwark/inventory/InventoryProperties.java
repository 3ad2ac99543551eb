package dev.bulwark.inventory;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code bulwark.inventory}.
 *
 * @param seed whether start-up lists the demonstration products that are missing; on, for an order needs something to order, and
 *     products that are there are left alone
 */
@ConfigurationProperties("bulwark.inventory")
record InventoryProperties(@DefaultValue("true") boolean seed) {}
