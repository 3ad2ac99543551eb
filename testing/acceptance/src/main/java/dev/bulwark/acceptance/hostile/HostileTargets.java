package dev.bulwark.acceptance.hostile;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.hostile.HostileRun.Server;
import dev.bulwark.acceptance.topology.OwnPlatform;
import dev.bulwark.acceptance.topology.Ports;
import org.jspecify.annotations.Nullable;

/** The servers of a platform, and who asks them: an operator, whose scopes open most routes and who owns no order. */
final class HostileTargets {

    private static final List<Integer> SERVICES =
            List.of(Ports.ORDERS, Ports.PAYMENTS, Ports.INVENTORY, Ports.SHIPPING, Ports.SAGAS);
    private static final String ANY_SERVICE = "saga-orchestrator";

    private HostileTargets() {}

    /** The gateway and the five services. The simulators aren't among them: they stand for systems of others. */
    static List<Server> of(OwnPlatform platform) {
        return Stream.concat(
                        Stream.of(new Server(platform.url(Ports.GATEWAY), "/openapi")),
                        SERVICES.stream().map(port -> new Server(platform.url(port), "/v3/api-docs")))
                .toList();
    }

    static Function<String, @Nullable String> tokens(OwnPlatform platform) {
        Bulwark bulwark = platform.bulwark();
        String operator = bulwark.token("operator");
        String service = bulwark.token(ANY_SERVICE);
        return path -> path.startsWith("/internal/") ? service : operator;
    }
}
