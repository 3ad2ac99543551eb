package dev.bulwark.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/** What a running platform is doing: which modules answer, and which sagas are open. */
final class Status {

    private static final int MANAGEMENT_OFFSET = 1000;
    private static final Map<String, Integer> MODULES = modules();

    private final Target target;
    private final int portOffset;

    Status(Target target, int portOffset) {
        this.target = target;
        this.portOffset = portOffset;
    }

    private static Map<String, Integer> modules() {
        Map<String, Integer> modules = new LinkedHashMap<>();
        modules.put("gateway", 8080);
        modules.put("order-service", 8081);
        modules.put("payment-service", 8082);
        modules.put("inventory-service", 8083);
        modules.put("shipping-service", 8084);
        modules.put("saga-orchestrator", 8085);
        modules.put("simulators", 8086);
        return modules;
    }

    /** @return whether every module is ready */
    boolean print(PrintStream out) {
        boolean allReady = true;
        for (Map.Entry<String, Integer> module : MODULES.entrySet()) {
            int port = module.getValue() + portOffset;
            String state = readiness(port + MANAGEMENT_OFFSET);
            allReady &= state.equals("ready");
            out.printf("%-18s %-6d %s%n", module.getKey(), port, state);
        }
        if (allReady) {
            printSagas(out);
        }
        return allReady;
    }

    private static String readiness(int managementPort) {
        try (HttpConnection connection = new HttpConnection(URI.create("http://localhost:" + managementPort))) {
            int status = connection
                    .send("GET", "/actuator/health/readiness", Map.of(), "")
                    .status();
            return status == 200 ? "ready" : "not ready (" + status + ")";
        } catch (IOException e) {
            return "away";
        }
    }

    private void printSagas(PrintStream out) {
        try {
            JsonNode stuck = target.operator("/ops/sagas?stuck=true&limit=100");
            out.println("stuck sagas        " + stuck.path("items").size());
        } catch (IOException e) {
            out.println("sagas              " + e.getMessage());
        }
    }
}
