package dev.bulwark.simulators.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Somebody the identity provider knows. The secret of each is its id followed by {@code -secret}: fit for development, and the reason
 * why this provider refuses to start in production.
 *
 * @param id the subject of its tokens; for a customer also the customer id
 */
record Client(String id, String tier, List<String> scopes) {

    private static final String STANDARD = "standard";

    private static final Map<String, Client> KNOWN = Stream.of(
                    new Client("alice", STANDARD, List.of("orders")),
                    new Client("bob", STANDARD, List.of("orders")),
                    new Client("acme", "partner", List.of("orders")),
                    new Client("merchant", STANDARD, List.of("catalog", "orders")),
                    new Client("operator", STANDARD, List.of("ops", "catalog", "orders")),
                    service("order-service"),
                    service("payment-service"),
                    service("shipping-service"),
                    service("saga-orchestrator"))
            .collect(Collectors.toUnmodifiableMap(Client::id, Function.identity()));

    /** The client of these credentials; empty if there is none, without saying which of the two is wrong. */
    static Optional<Client> authenticate(String id, String secret) {
        byte[] expected = (id + "-secret").getBytes(StandardCharsets.UTF_8);
        boolean right = MessageDigest.isEqual(expected, secret.getBytes(StandardCharsets.UTF_8));
        return right ? Optional.ofNullable(KNOWN.get(id)) : Optional.empty();
    }

    private static Client service(String id) {
        return new Client(id, STANDARD, List.of("internal"));
    }
}
