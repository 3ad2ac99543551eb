package dev.bulwark.platform.http.parameter;

import dev.bulwark.platform.http.sample.SampleService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ParametersIT extends SampleService {

    private static final String ID = "0197c2f4-0a1b-7c3d-8e4f-5a6b7c8d9e0f";
    private static final String OTHER = "0197c2f4-0a1b-7c3d-8e4f-000000000000";

    @Test
    void everyValueInItsOneSpelling() {
        Answer answer = send(asAlice("/values/" + ID.toUpperCase(java.util.Locale.ROOT)
                        + "?sku=SKU-0001&at=2026-11-29T10:00:00%2B01:00&limit=7&only=true&ids=" + ID + "&ids=" + OTHER)
                .header("X-Resource", OTHER));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo("{\"id\":\"" + ID
                        + "\",\"sku\":\"SKU-0001\",\"at\":\"2026-11-29T09:00:00Z\",\"limit\":7,\"only\":true,"
                        + "\"ids\":[\"" + ID + "\",\"" + OTHER + "\"],\"header\":\"" + OTHER + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1-2-3-4-5", "0197c2f40a1b7c3d8e4f5a6b7c8d9e0f", "%20" + ID, ID + "%20", "%7B" + ID + "%7D", "x"
            })
    void aPathThatNamesNoIdIsNotFound(String spelling) {
        Answer answer = send(asAlice("/values/" + spelling));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.slug()).isEqualTo("/problems/not-found");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sku=%20SKU-1            | /sku   | letters, digits
            sku=..                  | /sku   | letters, digits
            sku=                    | /sku   | letters, digits
            at=%2B300000-01-01T00:00:00Z | /at | 9999-12-31T23:59:59.999999999Z
            at=-0001-01-01T00:00:00Z | /at   | from 0001-01-01T00:00:00Z
            at=2026-11-29T10:00:00+01:00 | /at | RFC 3339
            at=1764410400           | /at    | RFC 3339
            at=                     | /at    | RFC 3339
            limit=%2B5              | /limit | whole number
            limit=+5                | /limit | whole number
            limit=5%20              | /limit | whole number
            limit=05                | /limit | whole number
            limit=-0                | /limit | whole number
            limit=0x10              | /limit | whole number
            limit=%D9%A3            | /limit | whole number
            limit=5.0               | /limit | whole number
            limit=1e2               | /limit | whole number
            limit=2147483648        | /limit | whole number
            limit=99999999999999999999 | /limit | whole number
            only=yes                | /only  | true or false
            only=TRUE               | /only  | true or false
            only=1                  | /only  | true or false
            limit=1&limit=2         | /limit | whole number
            at=2026-11-29T10:00:00Z&at=2026-11-29T10:00:00Z | /at | RFC 3339
            sku=A&sku=B             | /sku   | letters, digits
            ids=1-2-3-4-5           | /ids   | 36 characters
            """)
    void anotherSpellingIsRefusedWithWhatIsAllowed(String query, String pointer, String allowed) {
        Answer answer = send(asAlice("/values/" + ID + "?" + query));
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.slug()).isEqualTo("/problems/validation");
        assertThat(answer.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
        assertThat(answer.json().path("errors").path(0).path("message").asString())
                .contains(allowed);
        assertThat(answer.json().path("detail").asString()).contains(pointer, allowed);
    }

    @Test
    void headersAreReadAlike() {
        Answer answer = send(asAlice("/values/" + ID).header("X-Resource", "1-2-3-4-5"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/X-Resource");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"amount":1,"id":"1-2-3-4-5"}                          | /id     | must be a UUID of 36 characters
            {"amount":1,"id":"AZfC9AobfD2OT1prfI2eDw=="}           | /id     | must be a UUID of 36 characters
            {"amount":1,"id":""}                                   | /id     | must be a UUID of 36 characters
            {"amount":1,"at":"+300000-01-01T00:00:00Z"}            | /at     | must be an RFC 3339 time from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z
            {"amount":1.0}                                         | /amount | must be a whole number within its range
            {"amount":1e2}                                         | /amount | must be a whole number within its range
            {"amount":-0}                                          | /amount | must be a whole number within its range
            {"amount":9223372036854775808}                         | /amount | must be a whole number within its range
            {"amount":null}                                        | /amount | must be a whole number within its range
            {"amount":1,"count":-0}                                | /count  | must be a whole number within its range
            {"amount":1,"count":2147483648}                        | /count  | must be a whole number within its range
            """)
    void bodiesAreReadAlike(String body, String pointer, String message) {
        Answer answer = send(postAsAlice("/values", body));
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
        assertThat(answer.json().path("errors").path(0).path("message").asString())
                .isEqualTo(message);
    }

    @Test
    void anIdInCapitalsIsTheSameIdInABody() {
        Answer answer = send(
                postAsAlice("/values", "{\"id\":\"0197C2F4-0A1B-7C3D-8E4F-5A6B7C8D9E0F\",\"amount\":0,\"count\":0}"));
        assertThat(answer.text()).isEqualTo("{\"id\":\"" + ID + "\",\"count\":0,\"amount\":0}");
    }
}
