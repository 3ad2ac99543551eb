package dev.bulwark.inventory.web;

import dev.bulwark.platform.http.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who may do what here, beyond the platform's rules. */
@Configuration(proxyBeanMethods = false)
class InventoryAccess {

    private static final String CATALOG = "catalog";

    @Bean
    AccessRules accessRules() {
        return AccessRules.of(
                AccessRules.open(HttpMethod.GET, "/api/v1/products"),
                AccessRules.open(HttpMethod.GET, "/api/v1/products/{sku}"),
                AccessRules.scope(CATALOG, HttpMethod.POST, "/api/v1/products"),
                AccessRules.scope(CATALOG, HttpMethod.POST, "/api/v1/products/{sku}/restocks"));
    }
}
