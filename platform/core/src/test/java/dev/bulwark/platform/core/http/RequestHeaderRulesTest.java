package dev.bulwark.platform.core.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.bulwark.platform.core.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestHeaderRulesTest {

    @Test
    void ordinaryHeadersKeepToTheRules() {
        assertThat(violation("Accept", "text/html", "*/*")).isNull();
        assertThat(violation("If-None-Match", "\"1\"", "\"2\",\t\"3\"")).isNull();
        assertThat(violation("Idempotency-Key", "\"k 1\"")).isNull();
        assertThat(violation("X-Empty", "")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00e2\u0080\u0093",
                "\u2013",
                "\u00e9",
                "a\u0080",
                "\u007f",
                "\u0000",
                "\u001b[1m",
                "a\nb",
                "a\rb"
            })
    void bytesOutsideVisibleAscii(String value) {
        assertThat(slug(violation("X-Anything", value))).isEqualTo("bad-request");
        assertThat(slug(violation("If-None-Match", "\"1\"", value))).isEqualTo("bad-request");
        assertThat(slug(violation("idempotency-KEY", value))).isEqualTo("idempotency-key-required");
        assertThat(slug(violation("X-Timeout-Ms", value))).isEqualTo("bad-deadline");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Authorization", "CONTENT-TYPE", "host", "X-Correlation-Id", "traceparent", "X-Consistency-Token"
            })
    void headersThatMustBeSingle(String name) {
        assertThat(violation(name, "a")).isNull();
        assertThat(slug(violation(name, "a", "a"))).isEqualTo("bad-request");
    }

    @Test
    void theSlugsOfTheContract() {
        assertThat(slug(violation("Idempotency-Key", "a", "b"))).isEqualTo("idempotency-key-required");
        assertThat(slug(violation("X-Deadline", "1", "1"))).isEqualTo("bad-deadline");
    }

    @Test
    void theSignatureIsForItsReceiverToJudge() {
        assertThat(violation("X-Signature", "\u00e2\u0080\u0093")).isNull();
        assertThat(slug(violation("X-Signature", "a", "b"))).isEqualTo("bad-request");
    }

    @Test
    void aProblemNeverRepeatsWhatWasSent() {
        assertThat(violation("Authorization", "secret\u00e9").detail()).doesNotContain("secret");
    }

    private static Problem violation(String name, String... values) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put(name, List.of(values));
        return RequestHeaderRules.violation(headers.entrySet());
    }

    private static String slug(Problem problem) {
        return problem == null ? "none" : problem.slug();
    }
}
