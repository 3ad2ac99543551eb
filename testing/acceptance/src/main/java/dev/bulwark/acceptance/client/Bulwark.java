package dev.bulwark.acceptance.client;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The platform as the world sees it: the gateway, and the outside world's own books. */
public final class Bulwark {

    private final Http gateway;
    private final Http simulators;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    public Bulwark(URI gateway, URI simulators) {
        this.gateway = new Http(gateway);
        this.simulators = new Http(simulators);
    }

    /** Without a token. */
    public Http gateway() {
        return gateway;
    }

    public Customer customer(String name) {
        return new Customer(gateway, name, token(name));
    }

    public Merchant merchant() {
        return new Merchant(gateway, token("merchant"));
    }

    public Operator operator() {
        return new Operator(gateway, token("operator"));
    }

    public PspBook pspBook() {
        return new PspBook(simulators);
    }

    /** A token of one of the development clients; one is enough for the time of a suite. */
    public String token(String client) {
        return tokens.computeIfAbsent(client, this::newToken);
    }

    private String newToken(String client) {
        return gateway.post("/oauth2/token")
                .body(
                        "application/x-www-form-urlencoded",
                        "grant_type=client_credentials&client_id=" + client + "&client_secret=" + client + "-secret")
                .send()
                .expect(200)
                .json()
                .get("access_token")
                .asString();
    }
}
