package dev.bulwark.standalone;

import java.util.Arrays;
import java.util.List;

import dev.bulwark.gateway.GatewayApplication;
import dev.bulwark.inventory.InventoryServiceApplication;
import dev.bulwark.order.OrderServiceApplication;
import dev.bulwark.payment.PaymentServiceApplication;
import dev.bulwark.saga.SagaOrchestratorApplication;
import dev.bulwark.shipping.ShippingServiceApplication;
import dev.bulwark.simulators.SimulatorsApplication;
import org.springframework.boot.WebApplicationType;
import picocli.CommandLine.TypeConversionException;

/** A part that can be started by itself. In the order in which they are best started. */
enum Module {
    SIMULATORS("simulators", "simulators", SimulatorsApplication.class, 8086, "psp"),
    ORDERS("order-service", "orders", OrderServiceApplication.class, 8081, "orders", "order_view", "key_store"),
    SAGAS("saga-orchestrator", "sagas", SagaOrchestratorApplication.class, 8085, "sagas"),
    INVENTORY("inventory-service", "inventory", InventoryServiceApplication.class, 8083, "inventory"),
    PAYMENTS("payment-service", "payments", PaymentServiceApplication.class, 8082, "payments"),
    SHIPPING("shipping-service", "shipping", ShippingServiceApplication.class, 8084, "shipping"),
    GATEWAY("gateway", "gateway", GatewayApplication.class, 8080);

    /** From a port to the port of its health and metrics. */
    static final int MANAGEMENT_OFFSET = 1000;

    private final String id;
    private final String urlName;
    private final Class<?> application;
    private final int port;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> databases;

    Module(String id, String urlName, Class<?> application, int port, String... databases) {
        this.id = id;
        this.urlName = urlName;
        this.application = application;
        this.port = port;
        this.databases = List.of(databases);
    }

    /** Its configuration's name, and what it is called on the command line. */
    String id() {
        return id;
    }

    Class<?> application() {
        return application;
    }

    /** Before any offset. */
    int port() {
        return port;
    }

    /** Databases it owns; each has a role of the same name. */
    List<String> databases() {
        return databases;
    }

    /** Where others find its address. */
    String urlProperty() {
        return "bulwark.urls." + urlName;
    }

    WebApplicationType webType() {
        return this == GATEWAY ? WebApplicationType.REACTIVE : WebApplicationType.SERVLET;
    }

    /** @throws TypeConversionException if there is none of that name */
    static Module of(String id) {
        return Arrays.stream(values())
                .filter(module -> module.id.equals(id.strip()))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("no module is called '" + id + "'; there are "
                        + String.join(
                                ", ", Arrays.stream(values()).map(Module::id).toList())));
    }
}
