package dev.bulwark.platform.http.idempotency;

import dev.bulwark.platform.core.json.HttpJson;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * An answer as it rests in the table: the same bytes for the first client and for every replay.
 *
 * @param headers one {@code Name: value} a line
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record StoredAnswer(int status, String headers, byte[] body) {

    static final String REPLAYED = "Idempotent-Replayed";

    private static final String LOCATION = HttpHeaders.LOCATION + ": ";
    private static final byte[] NOTHING = {};

    static StoredAnswer of(ResponseEntity<?> answer, HttpJson json) {
        StringBuilder lines = new StringBuilder();
        answer.getHeaders()
                .forEach((name, values) -> values.forEach(
                        value -> lines.append(name).append(": ").append(value).append('\n')));
        byte[] body = switch (answer.getBody()) {
            case null -> NOTHING;
            case byte[] bytes -> bytes;
            case Object value -> json.mapper().writeValueAsBytes(value);
        };
        if (body.length > 0 && answer.getHeaders().getContentType() == null) {
            lines.append(HttpHeaders.CONTENT_TYPE).append(": application/json\n");
        }
        return new StoredAnswer(answer.getStatusCode().value(), lines.toString(), body);
    }

    /** What the answer says was created, if it says so. */
    @Nullable
    String location() {
        return status != 201
                ? null
                : headers.lines()
                        .filter(line -> line.startsWith(LOCATION))
                        .findFirst()
                        .map(line -> line.substring(LOCATION.length()))
                        .orElse(null);
    }

    /** Whether the contract stores answers of this status. */
    boolean isKept() {
        return (status >= 200 && status < 300) || status == 409 || status == 422;
    }

    ResponseEntity<byte[]> toEntity(boolean replayed) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        headers.lines().forEach(line -> {
            int colon = line.indexOf(": ");
            answer.header(line.substring(0, colon), line.substring(colon + 2));
        });
        if (replayed) {
            answer.header(REPLAYED, "true");
        }
        return body.length == 0 ? answer.build() : answer.body(body);
    }
}
