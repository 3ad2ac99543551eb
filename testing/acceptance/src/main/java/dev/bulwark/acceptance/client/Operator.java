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
        return call("GET", path);
    }

    public Call call(String method, String path) {
        return gateway.call(method, path).bearer(token);
    }

    /** @param service as in paths under {@code /ops} */
    public DeadLetters deadLetters(String service) {
        return new DeadLetters(this, "/ops/" + service + "/dead-letters");
    }

    public Audit audit() {
        return get("/ops/audit").send().expect(200).as(Audit.class);
    }
}
