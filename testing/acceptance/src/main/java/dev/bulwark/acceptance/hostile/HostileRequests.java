package dev.bulwark.acceptance.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes requests for one operation, from a seed: most of each request is in order, and some of it is not. */
final class HostileRequests {

    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");
    private static final List<String> PLAUSIBLE = List.of("0198c0de-0000-7000-8000-000000000000", "SKU-0001", "orders");
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO", "get");
    private static final List<String> HEADERS = List.of(
            "Idempotency-Key",
            "X-Deadline",
            "X-Timeout-Ms",
            "X-Correlation-Id",
            "traceparent",
            "X-Consistency-Token",
            "If-None-Match",
            "Accept",
            "Content-Type",
            "Content-Encoding",
            "Authorization",
            "X-Signature",
            "Last-Event-ID",
            "Cookie",
            "Range",
            "Origin",
            "X-Forwarded-For",
            "Forwarded",
            "X-Nobody-Knows");

    private final Operation operation;
    private final HostileBodies bodies;
    private final Function<String, @Nullable String> tokens;
    private final RandomGenerator random;

    /** @param tokens for a path, or null where none is to be sent */
    HostileRequests(
            Operation operation,
            OpenApiDocument document,
            Function<String, @Nullable String> tokens,
            RandomGenerator random) {
        this.operation = operation;
        this.bodies = new HostileBodies(document, random);
        this.tokens = tokens;
        this.random = random;
    }

    HostileRequest next() {
        String method = random.nextInt(20) == 0 ? HostileValues.one(METHODS, random) : operation.method();
        List<String> headers = headers();
        JsonNode schema = operation.body();
        byte[] body = schema != null ? bodies.of(schema) : random.nextInt(25) == 0 ? bodies.none() : new byte[0];
        if (body.length > 0 || schema != null) {
            addUnlessPresent(headers, "Content-Type", "application/json");
            headers.add("Content-Length: " + body.length);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String head = method + " " + target() + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        bytes.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return new HostileRequest(method, bytes.toByteArray());
    }

    private String target() {
        String path = VARIABLE.matcher(operation.path())
                .replaceAll(variable -> Matcher.quoteReplacement(
                        random.nextInt(3) == 0
                                ? HostileValues.urlPiece(random)
                                : HostileValues.one(PLAUSIBLE, random)));
        if (random.nextInt(40) == 0) {
            path += HostileValues.one(List.of("/", "//", ";a=b", "/more", "%2F", "%"), random);
        }
        List<String> query = new ArrayList<>();
        for (String name : operation.query()) {
            if (random.nextInt(3) == 0) {
                query.add(name
                        + HostileValues.one(List.of("=", "[]=", "%00=", "="), random)
                        + HostileValues.urlPiece(random));
            }
        }
        if (random.nextInt(15) == 0) {
            query.add(HostileValues.urlPiece(random) + "=" + HostileValues.urlPiece(random));
        }
        if (random.nextInt(200) == 0) {
            query.add("q=" + "q".repeat(9_000));
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private List<String> headers() {
        List<String> headers = new ArrayList<>();
        int odd = random.nextInt(3);
        for (int i = 0; i < odd; i++) {
            List<String> names = random.nextBoolean() && !operation.headers().isEmpty() ? operation.headers() : HEADERS;
            headers.add(HostileValues.one(names, random) + ": " + HostileValues.headerValue(random));
        }
        if (random.nextInt(30) == 0 && !headers.isEmpty()) {
            headers.add(headers.getFirst());
        }
        addUnlessPresent(headers, "Host", "localhost");
        String token = tokens.apply(operation.path());
        if (token != null && random.nextInt(12) != 0) {
            addUnlessPresent(headers, "Authorization", "Bearer " + token);
        }
        if (operation.method().equals("POST")) {
            addUnlessPresent(headers, "Idempotency-Key", new UUID(random.nextLong(), random.nextLong()).toString());
        }
        return headers;
    }

    private static void addUnlessPresent(List<String> headers, String name, String value) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        if (headers.stream().noneMatch(header -> header.toLowerCase(Locale.ROOT).startsWith(prefix))) {
            headers.add(name + ": " + value);
        }
    }
}
