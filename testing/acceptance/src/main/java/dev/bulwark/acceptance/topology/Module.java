package dev.bulwark.acceptance.topology;

/** A module that runs as a process of its own in a fleet. */
public enum Module {
    GATEWAY("gateway", Ports.GATEWAY),
    ORDERS("order-service", Ports.ORDERS),
    PAYMENTS("payment-service", Ports.PAYMENTS),
    INVENTORY("inventory-service", Ports.INVENTORY),
    SHIPPING("shipping-service", Ports.SHIPPING),
    SAGAS("saga-orchestrator", Ports.SAGAS),
    SIMULATORS("simulators", Ports.SIMULATORS);

    private final String id;
    private final int port;

    Module(String id, int port) {
        this.id = id;
        this.port = port;
    }

    /** Its name on the command line and of its pid file. */
    public String id() {
        return id;
    }

    int managementPort() {
        return port + Ports.MANAGEMENT_OFFSET;
    }
}
