package dev.bulwark.acceptance.client;

/** Somebody who keeps the platform running. */
public final class Operator {

    private final Http gateway;
    private final String token;

    Operator(Http gateway, String token) {
        this.gateway = gateway;
        this.token = token;
    }

    public Call get(String path) {
        return gateway.get(path).bearer(token);
    }

    public Audit audit() {
        return get("/ops/audit").send().expect(200).as(Audit.class);
    }
}
