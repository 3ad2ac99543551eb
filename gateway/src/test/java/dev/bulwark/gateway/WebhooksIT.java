package dev.bulwark.gateway;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The payment provider's way in: without a token, and byte by byte what was signed. */
class WebhooksIT {

    private static final String SIGNATURE = "t=1767225600,v1=" + "ab".repeat(32) + ",v1=" + "cd".repeat(32);

    private final RunningGateway gateway = RunningGateway.fresh();

    private HttpResponse<String> post(byte[] body) {
        return gateway.send(gateway.request("POST", "/webhooks/psp")
                .method("POST", BodyPublishers.ofByteArray(body))
                .header("Content-Type", "application/json")
                .header("X-Signature", SIGNATURE)
                .header("X-User-Id", "root")
                .header("X-Forwarded-For", "10.0.0.1")
                .header("baggage", "user=root"));
    }

    @Test
    void whatWasSignedArrivesAsItWas() {
        byte[] body = "{ \"id\" : \"evt_1\",\n\t\"key\":\"k\u00e4\" }\r\n".getBytes(StandardCharsets.UTF_8);

        assertThat(post(body).statusCode()).isEqualTo(200);

        FakeService.Received received = gateway.service("payments").onlyRequest();
        assertThat(received.uri()).isEqualTo("/webhooks/psp");
        assertThat(received.body()).isEqualTo(body);
        assertThat(received.headers().get("X-Signature")).containsExactly(SIGNATURE);
        assertThat(received.headers().keySet())
                .map(String::toLowerCase)
                .doesNotContain("x-user-id", "x-forwarded-for", "baggage", "authorization");
    }

    @Test
    void theServicesRefusalIsTheCallers() {
        gateway.service("payments").answers(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
            exchange.getResponseHeaders().set("WWW-Authenticate", "X-Signature");
            exchange.sendResponseHeaders(401, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });

        HttpResponse<String> refused = post("{}".getBytes(StandardCharsets.UTF_8));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("X-Signature");
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void eventsAreSmall() {
        assertThat(post(new byte[64 * 1024]).statusCode()).isEqualTo(200);

        ProblemAssert.assertProblem(post(new byte[64 * 1024 + 1]), 413, "payload-too-large");
        assertThat(gateway.requestsToServices()).isOne();
    }
}
