package dev.bulwark.platform.http.limits;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import dev.bulwark.platform.http.sample.SampleService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Bodies in the encodings that clients send. */
class BodiesIT extends SampleService {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String UMLAUTS = "{\"name\":\"Jürgen Weiß\",\"amount\":1}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                FORM,
                "text/plain",
                "application/json",
                "application/octet-stream",
                "multipart/form-data; boundary=b",
                "nonsense"
            })
    void anOptionalBodyMayBeEmptyWhateverItsTypeIsSaidToBe(String type) {
        Answer answer = send(asAlice("/optional").header("Content-Type", type).POST(BodyPublishers.noBody()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        Answer chunked = raw(
                port,
                "POST /optional HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                        + tokens.customer("alice") + "\r\nContent-Type: " + type
                        + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        assertThat(chunked.status()).as(chunked.text()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {FORM, "text/plain", "application/json", "multipart/form-data; boundary=b"})
    void aBodyThatIsNeededMayNotBeEmpty(String type) {
        assertProblem(
                send(asAlice("/things").header("Content-Type", type).POST(BodyPublishers.noBody())),
                400,
                "bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FORM,
                "text/plain",
                "multipart/form-data; boundary=b",
                "nonsense",
                "application/json; charset=x-nothing",
                "application/json; charset=\"",
                "application/xml",
                "*",
                "application/*"
            })
    void aBodyOfAnotherTypeIsNotTaken(String type) {
        assertProblem(
                send(asAlice("/optional").header("Content-Type", type).POST(BodyPublishers.ofString("{}"))),
                415,
                "unsupported-media-type");
        assertProblem(
                send(asAlice("/things").header("Content-Type", type).POST(BodyPublishers.ofString("{}"))),
                415,
                "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "deflate", "GZIP", "identity, gzip", "nonsense"})
    void anEncodingThatIsNotSupportedIsNotTaken(String encoding) {
        Answer answer = send(postAsAlice("/things", UMLAUTS).header("Content-Encoding", encoding));
        assertProblem(answer, 415, "unsupported-media-type");
        assertThat(answer.header("Accept-Encoding")).isEqualTo("identity");
    }

    @Test
    void anEncodingThatChangesNothingIsTaken() {
        assertThat(send(postAsAlice("/things", UMLAUTS).header("Content-Encoding", "identity"))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTF-8",
                "utf-8",
                "\"utf-8\"",
                "ISO-8859-1",
                "iso-8859-1",
                "windows-1252",
                "UTF-16",
                "UTF-16BE",
                "UTF-16LE",
                "UTF-32"
            })
    void aDeclaredCharsetIsHonoured(String charset) {
        byte[] body = UMLAUTS.getBytes(Charset.forName(charset.replace("\"", "")));
        Answer answer = send(asAlice("/things")
                .header("Content-Type", "application/json; charset=" + charset)
                .POST(BodyPublishers.ofByteArray(body)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().path("name").asString()).isEqualTo("Jürgen Weiß");
    }

    @Test
    void withoutACharsetABodyIsUtf8() {
        Answer answer = send(asAlice("/things")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(UMLAUTS.getBytes(StandardCharsets.ISO_8859_1))));
        assertProblem(answer, 400, "bad-request");
    }
}
