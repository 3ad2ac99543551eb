package dev.bulwark.platform.core;

import java.net.URI;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the other services are; the defaults are those of everything on one machine. No trailing slash.
 *
 * @param gateway where the gateway is
 * @param orders where order-service is
 * @param payments where payment-service is
 * @param inventory where inventory-service is
 * @param shipping where shipping-service is
 * @param sagas where saga-orchestrator is
 * @param simulators where the simulators are
 */
@ConfigurationProperties("bulwark.urls")
public record PlatformUrls(
        @DefaultValue("http://localhost:8080") String gateway,
        @DefaultValue("http://localhost:8081") String orders,
        @DefaultValue("http://localhost:8082") String payments,
        @DefaultValue("http://localhost:8083") String inventory,
        @DefaultValue("http://localhost:8084") String shipping,
        @DefaultValue("http://localhost:8085") String sagas,
        @DefaultValue("http://localhost:8086") String simulators) {

    public PlatformUrls {
        check("gateway", gateway);
        check("orders", orders);
        check("payments", payments);
        check("inventory", inventory);
        check("shipping", shipping);
        check("sagas", sagas);
        check("simulators", simulators);
    }

    private static void check(String name, String url) {
        URI uri = URI.create(url);
        if (uri.getScheme() == null || uri.getHost() == null || url.endsWith("/")) {
            throw new IllegalArgumentException(
                    "bulwark.urls." + name + " must be an absolute URL without a slash at the end, not " + url);
        }
    }
}
