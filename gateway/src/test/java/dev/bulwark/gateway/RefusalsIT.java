package dev.bulwark.gateway;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests that no HTTP client sends, and what Netty or Spring would refuse without a body. */
class RefusalsIT {

    private static final String HOST = "Host: localhost\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";

    private final RunningGateway gateway = RunningGateway.fresh();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/products?q=a|b",
                "/api/v1/products?q={",
                "/api/v1/products?q=\"",
                "/api/v1/products?q=<>",
                "/api/v1/products?q=^",
                "/api/v1/products?q=`",
                "/api/v1/products?q=\\",
                "/api/v1/products?q=%",
                "/api/v1/products?q=%4",
                "/api/v1/products?%zz=1",
                "/api/v1/products?q=%FF",
                "/api/v1/products?q=%C3%28",
                "/api/v1/products?q=a%00b",
                "/api/v1/products?q=\u00c3\u00a4",
                "/api/v1/products?q=\u00ff",
                "/api/v1/products#top",
                "/api/v1/products/a|b",
                "/api/v1/products/{sku}",
                "/api/v1/products/\"",
                "/api/v1/products/%",
                "/api/v1/products/%f",
                "/api/v1/products/%FF",
                "/api/v1/products/%ed%a0%80",
                "/api/v1/products/\u00e4",
                "/|",
                "/nowhere?%"
            })
    void aTargetThatCanNotBeReadInOneWay(String target) {
        RawConnection.ask(gateway, "GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n")
                .assertProblem(400, "bad-request");
        assertThat(gateway.requestsToServices()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status[]=PENDING",
                "q=%C3%A4",
                "q=a+b&x='(*)'",
                "q=a/b?c:d@e,f;g=h!$",
                "",
                "&&=",
                "q=%F0%9F%98%80"
            })
    void aQueryThatCanBeReadGoesOnAsItCame(String query) {
        RawConnection.Answer answer =
                RawConnection.ask(gateway, "GET /api/v1/products?" + query + " HTTP/1.1\r\n" + HOST + "\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(gateway.service("inventory").onlyRequest().uri()).isEqualTo("/api/v1/products?" + query);
    }

    @ParameterizedTest
    @ValueSource(ints = {9_000, 20_000, 400_000})
    void aRequestLineThatIsTooLong(int chars) {
        RawConnection.ask(gateway, "GET /api/v1/products?q=" + "q".repeat(chars) + " HTTP/1.1\r\n" + HOST + "\r\n")
                .assertProblem(414, "uri-too-long");
    }

    @ParameterizedTest
    @ValueSource(ints = {9_000, 20_000, 400_000})
    void headersThatAreTooLarge(int chars) {
        JsonNode problem = RawConnection.ask(
                        gateway,
                        "GET /api/v1/products HTTP/1.1\r\n" + HOST + "X-Large: " + "x".repeat(chars) + "\r\n\r\n")
                .assertProblem(431, "headers-too-large");
        assertThat(problem.get("instance").asString()).isEqualTo("/api/v1/products");
    }

    @Test
    void headersThatAreTooMany() {
        RawConnection.ask(gateway, "GET /api/v1/products HTTP/1.1\r\n" + HOST + "X-A: 1\r\n".repeat(100) + "\r\n")
                .assertProblem(431, "headers-too-large");
        assertThat(gateway.requestsToServices()).isZero();
    }

    @Test
    void whatIsWithinTheLimitsGoesOn() {
        RawConnection.Answer answer = RawConnection.ask(
                gateway,
                "GET /api/v1/products?q=" + "q".repeat(8_000) + " HTTP/1.1\r\n" + HOST + "X-Large: " + "x".repeat(8_000)
                        + "\r\n\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(gateway.service("inventory").onlyRequest().header("X-Large")).hasSize(8_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n",
                "GET /api/v1/products\r\n",
                "GET\r\n",
                "GET /api/v1/products HTTP/x\r\n" + HOST,
                "\u0000\u0001\u0002\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\r\n",
                "PRI * HTTP/2.0\r\n",
                "GET /api/v1/products HTTP/1.1\r\nHost: localhost:port\r\n",
                "GET /api/v1/products HTTP/1.1\r\nHost: a b\r\n",
                "GET /api/v1/products HTTP/1.1\r\n",
                "GET /api/v1/products HTTP/1.1\r\n" + HOST + "Host: other\r\n",
                "GET /api/v1/products HTTP/1.1\r\n" + HOST + "no colon\r\n",
                "GET /api/v1/products HTTP/1.1\r\n" + HOST + ": no name\r\n",
                "GET /api/v1/products HTTP/1.1\r\n" + HOST + "X\u0000: 1\r\n",
                "GET /api/v1/products HTTP/1.1\r\n" + HOST + "X-A: a\u0000b\r\n",
                "GET /api/v1/products HTTP/1.1\r\n" + HOST + "X-A: a\u007fb\r\n",
                "GET /api/v1/products HTTP/1.1\r\n" + HOST + "Content-Length: one\r\n",
                "GET /api/v1/products HTTP/1.1\r\n" + HOST + "Content-Length: -1\r\n",
                "GET /api/v1/products HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\nContent-Length: 2\r\n"
            })
    void whatIsNoHttp(String head) {
        RawConnection.ask(gateway, head + "\r\n").assertProblem(400, "bad-request");
        assertThat(gateway.requestsToServices()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zz\r\n", "-1\r\n", "2\r\n{}xx", "FFFFFFFFFFFFFFFFFF\r\n{}", "2\r\n{}\r\n0\r\nno colon\r\n"})
    void aBodyWhoseChunksAreWrongIsNotTakenForAWholeOne(String chunks) throws InterruptedException {
        RawConnection.ask(gateway, "POST /webhooks/psp HTTP/1.1\r\n" + HOST + CHUNKED + chunks + "\r\nxx\r\n")
                .assertProblem(400, "bad-request");
        // On the connections to the service no order holds, so only a moment without a request can show that none was
        // made.
        Thread.sleep(200);
        assertThat(gateway.requestsToServices()).isZero();
    }

    @Test
    void aBodyThatTurnsOutWrongAfterItsRequestWasAnsweredEndsTheConnection() {
        try (RawConnection connection = RawConnection.to(gateway)) {
            connection.send("POST /nothing HTTP/1.1\r\n" + HOST + CHUNKED);
            connection.answer().assertProblem(404, "not-found");
            connection.send("zz\r\n\r\n");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Idempotency-Key",
                "If-None-Match",
                "If-Match",
                "X-Consistency-Token",
                "Authorization",
                "Accept",
                "Content-Type",
                "X-Deadline",
                "X-Timeout-Ms",
                "X-Correlation-Id",
                "traceparent",
                "Last-Event-ID",
                "Cookie",
                "Origin",
                "X-Anything"
            })
    void aHeaderOfOtherBytesThanVisibleAscii(String name) {
        for (String value : new String[] {"\u00e2\u0080\u0093", "a\u00e9", "\u00ff", "a\u0080b"}) {
            RawConnection.Answer answer = RawConnection.ask(
                    gateway, "GET /api/v1/products HTTP/1.1\r\n" + HOST + name + ": " + value + "\r\n\r\n");
            answer.assertProblem(400, slug(name));
        }
        assertThat(gateway.requestsToServices()).isZero();
    }

    @Test
    void theSignatureOfAWebhookIsJudgedByWhoKnowsTheSecret() {
        RawConnection.ask(
                gateway,
                "POST /webhooks/psp HTTP/1.1\r\n" + HOST
                        + "X-Signature: \u00e2\u0080\u0093\r\nContent-Length: 0\r\n\r\n");
        assertThat(gateway.service("payments").onlyRequest().header("X-Signature"))
                .isEqualTo("\u00e2\u0080\u0093");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Idempotency-Key, a",
        "Authorization, Basic YTpi",
        "Content-Type, application/json",
        "X-Deadline, 1",
        "X-Timeout-Ms, 1000",
        "X-Correlation-Id, a",
        "traceparent, 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "X-Consistency-Token, 1",
        "Last-Event-ID, 1",
        "X-Signature, 1",
        "Origin, http://localhost",
        "If-Modified-Since, 'Sun, 29 Nov 2026 10:00:00 GMT'",
        "If-Unmodified-Since, 'Sun, 29 Nov 2026 10:00:00 GMT'"
    })
    void aHeaderThatMustBeSingleComesTwice(String name, String value) {
        String twice = name + ": " + value + "\r\n" + name.toLowerCase(java.util.Locale.ROOT) + ": " + value + "\r\n";
        RawConnection.ask(gateway, "GET /api/v1/products HTTP/1.1\r\n" + HOST + twice + "\r\n")
                .assertProblem(400, slug(name));
        assertThat(gateway.requestsToServices()).isZero();
    }

    @Test
    void headersThatAreListsMayStandOnSeveralLines() {
        RawConnection.Answer answer = RawConnection.ask(
                gateway,
                "GET /api/v1/products HTTP/1.1\r\n" + HOST
                        + "Accept: text/html\r\nAccept: */*\r\nIf-None-Match: \"1\"\r\nIf-None-Match: \"2\"\r\n\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(gateway.service("inventory").onlyRequest().headers().get("If-None-Match"))
                .containsExactly("\"1\"", "\"2\"");
    }

    @Test
    void aRefusalKeepsTheCorrelationIdAndTheTraceOfTheClient() {
        RawConnection.Answer answer = RawConnection.ask(
                gateway,
                "GET /api/v1/a|b?c HTTP/1.1\r\n" + HOST
                        + "X-Correlation-Id: order-7\r\ntraceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n\r\n");
        JsonNode problem = answer.assertProblem(400, "bad-request");
        assertThat(answer.all("X-Correlation-Id")).containsExactly("order-7");
        assertThat(problem.get("traceId").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(problem.get("instance").asString()).isEqualTo("/api/v1/a|b");
    }

    @Test
    void aRefusalWaitsForTheAnswersBeforeItAndOnlyWhatCanNotBeDecodedEndsTheConnection() {
        try (RawConnection connection = RawConnection.to(gateway)) {
            connection.send("GET /api/v1/products HTTP/1.1\r\n" + HOST + "\r\nGET /a|b HTTP/1.1\r\n" + HOST
                    + "\r\nGET /docs HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(connection.answer().status()).isEqualTo(200);
            connection.answer().assertProblem(400, "bad-request");
            assertThat(connection.answer().status()).isEqualTo(307);
            connection.send("GARBAGE\r\n\r\n");
            connection.answer().assertProblem(400, "bad-request");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void aHeadOfWhatIsRefusedHasNoBody() {
        try (RawConnection connection = RawConnection.to(gateway)) {
            connection.send("HEAD /a|b HTTP/1.1\r\n" + HOST + "\r\nGET /docs HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(connection.answerWithoutBody().status()).isEqualTo(400);
            assertThat(connection.answer().status()).isEqualTo(307);
        }
    }

    @Test
    void refusalsAreCounted() {
        RawConnection.ask(gateway, "GARBAGE\r\n\r\n");
        assertThat(gateway.manage("/actuator/prometheus").body())
                .contains("bulwark_gateway_requests_seconds_count{route=\"none\",status=\"400\"}");
    }

    private static String slug(String header) {
        return switch (header) {
            case "Idempotency-Key" -> "idempotency-key-required";
            case "X-Deadline", "X-Timeout-Ms" -> "bad-deadline";
            default -> "bad-request";
        };
    }
}
