package dev.bulwark.platform.http.limits;

import dev.bulwark.platform.http.sample.SampleService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Header values that no application should have to be ready for. */
class RequestHeadersIT extends SampleService {

    private static final String HOST = "Host: localhost\r\nConnection: close\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Idempotency-Key",
                "If-None-Match",
                "X-Consistency-Token",
                "Authorization",
                "Accept",
                "Content-Type",
                "X-Deadline",
                "X-Timeout-Ms",
                "X-Correlation-Id",
                "traceparent",
                "Cookie",
                "Last-Event-ID",
                "X-Anything"
            })
    void bytesOutsideVisibleAscii(String name) {
        for (String value : new String[] {"\u00e2\u0080\u0093", "a\u007fb", "\u00e9"}) {
            String request = "GET /open HTTP/1.1\r\n" + HOST + name + ": " + value + "\r\n\r\n";
            assertRefused(raw(port, request));
            assertRefused(raw(managementPort, request));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Idempotency-Key",
                "Content-Type",
                "X-Deadline",
                "X-Timeout-Ms",
                "X-Consistency-Token",
                "X-Signature",
                "Authorization",
                "X-Correlation-Id",
                "traceparent",
                "Last-Event-ID"
            })
    void theSameHeaderTwice(String name) {
        String request = "GET /open HTTP/1.1\r\n" + HOST + name + ": 1\r\n" + name.toLowerCase(java.util.Locale.ROOT)
                + ": 1\r\n\r\n";
        assertRefused(raw(port, request));
    }

    @Test
    void headersThatAreListsMayStandOnSeveralLines() {
        String request = "GET /open HTTP/1.1\r\n" + HOST
                + "Accept: text/html\r\nAccept: */*\r\nIf-None-Match: \"1\"\r\nIf-None-Match: \"2\"\r\n\r\n";
        assertThat(raw(port, request).status()).isEqualTo(200);
    }

    @Test
    void tabsAndSpacesWithinAValueAreWhiteSpace() {
        assertThat(raw(port, "GET /open HTTP/1.1\r\n" + HOST + "If-None-Match: \"1\",\t \"2\"\r\n\r\n")
                        .status())
                .isEqualTo(200);
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertProblem(answer, 400, answer.slug().substring("/problems/".length()));
    }
}
