package dev.bulwark.platform.core.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;

/** An issuer with one key that nobody signs with; counts who asks for it. */
final class CountingIssuer implements AutoCloseable {

    private static final String MODULUS = base64(new byte[256], (byte) 0xC1);

    private final AtomicInteger requests = new AtomicInteger();
    private final HttpServer http;

    CountingIssuer() {
        try {
            http = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/jwks", exchange -> {
            requests.incrementAndGet();
            byte[] body = ("{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"own\",\"use\":\"sig\",\"e\":\"AQAB\",\"n\":\""
                            + MODULUS + "\"}]}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        http.start();
    }

    String jwksUri() {
        return "http://localhost:" + http.getAddress().getPort() + "/jwks";
    }

    int requests() {
        return requests.get();
    }

    String tokenWithKeyId(String keyId) {
        return base64("{\"alg\":\"RS256\",\"kid\":\"" + keyId + "\"}") + "." + base64("{\"sub\":\"x\"}") + "."
                + MODULUS;
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes, byte fill) {
        java.util.Arrays.fill(bytes, fill);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
