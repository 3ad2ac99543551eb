package dev.bulwark.simulators.identity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A token request of RFC 6749 §4.4 that has passed every check: the client is who it says, and may have these scopes. */
record TokenRequest(Client client, List<String> scopes) {

    private static final String BASIC = "Basic ";

    private record Credentials(String id, String secret) {}

    /**
     * Reads the form and the {@code Authorization} header.
     *
     * @throws TokenRefusal with the error RFC 6749 §5.2 has for what is wrong
     */
    static TokenRequest read(Map<String, List<String>> form, @Nullable String authorization) {
        Credentials credentials = credentials(form, authorization);
        String grant = single(form, "grant_type");
        if (grant == null) {
            throw new TokenRefusal(TokenRefusal.Reason.INVALID_REQUEST, "grant_type is missing");
        }
        if (!grant.equals("client_credentials")) {
            throw new TokenRefusal(TokenRefusal.Reason.UNSUPPORTED_GRANT_TYPE, "only client_credentials is supported");
        }
        Client client = Client.authenticate(credentials.id, credentials.secret)
                .orElseThrow(
                        () -> new TokenRefusal(TokenRefusal.Reason.INVALID_CLIENT, "unknown client or wrong secret"));
        return new TokenRequest(client, narrowed(client.scopes(), single(form, "scope")));
    }

    private static Credentials credentials(Map<String, List<String>> form, @Nullable String authorization) {
        String id = single(form, "client_id");
        String secret = single(form, "client_secret");
        if (authorization == null) {
            if (id == null || secret == null) {
                throw new TokenRefusal(TokenRefusal.Reason.INVALID_CLIENT, "client credentials are missing");
            }
            return new Credentials(id, secret);
        }
        if (secret != null) {
            throw new TokenRefusal(TokenRefusal.Reason.INVALID_REQUEST, "credentials by header or by form, not both");
        }
        Credentials basic = basic(authorization);
        if (id != null && !id.equals(basic.id)) {
            throw new TokenRefusal(TokenRefusal.Reason.INVALID_REQUEST, "client_id differs from the header's");
        }
        return basic;
    }

    /** RFC 6749 §2.3.1: id and secret are form-encoded before they are put into HTTP Basic. */
    private static Credentials basic(String authorization) {
        if (authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            try {
                byte[] decoded = Base64.getDecoder()
                        .decode(authorization.substring(BASIC.length()).strip());
                String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
                if (parts.length == 2) {
                    return new Credentials(
                            URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                            URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
                }
            } catch (IllegalArgumentException e) {
                throw new TokenRefusal(TokenRefusal.Reason.INVALID_CLIENT, "the Authorization header is malformed");
            }
        }
        throw new TokenRefusal(TokenRefusal.Reason.INVALID_CLIENT, "the Authorization header is not HTTP Basic");
    }

    private static List<String> narrowed(List<String> allowed, @Nullable String asked) {
        if (asked == null || asked.isBlank()) {
            return allowed;
        }
        List<String> wanted =
                Arrays.stream(asked.strip().split(" +")).distinct().toList();
        if (!allowed.containsAll(wanted)) {
            throw new TokenRefusal(
                    TokenRefusal.Reason.INVALID_SCOPE, "the client may not have every scope it asks for");
        }
        return wanted;
    }

    private static @Nullable String single(Map<String, List<String>> form, String name) {
        List<String> values = form.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new TokenRefusal(TokenRefusal.Reason.INVALID_REQUEST, name + " is given more than once");
        }
        return values.isEmpty() ? null : values.getFirst();
    }
}
