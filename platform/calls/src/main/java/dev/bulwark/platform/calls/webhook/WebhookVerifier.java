package dev.bulwark.platform.calls.webhook;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Checks what {@link WebhookSignature} signs: the form, then the signature, then the time.
 *
 * <p>Any of our secrets may have made any of the header's {@code v1}: so either side can rotate first. Comparisons take the same time
 * whatever they find, and all of them are made. The time is looked at last: who doesn't know a secret learns nothing about it.
 */
public final class WebhookVerifier {

    /** By how much the signed time may differ from ours, to either side: clocks differ, and networks dawdle. */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    private static final int MAX_HEADER_CHARS = 1_024;
    /** A rotation has two; each costs an HMAC of the body. */
    private static final int MAX_SIGNATURES = 5;

    private static final Pattern TIME = Pattern.compile("[0-9]{1,11}");
    private static final Pattern SHA256_HEX = Pattern.compile("[0-9a-fA-F]{64}");

    public enum Verdict {
        VALID,
        /** No header, or one that isn't of the form. */
        MALFORMED,
        /** None of the signatures is of one of our secrets for this time and body. */
        FORGED,
        /** Rightly signed, but too long ago or too far ahead. */
        OUTSIDE_WINDOW
    }

    private record Signed(String time, List<byte[]> signatures) {}

    private final List<String> secrets;
    private final Clock clock;

    /** @param secrets those that count, for example the current one and the one before */
    public WebhookVerifier(List<String> secrets, Clock clock) {
        if (secrets.isEmpty() || secrets.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a webhook's signature needs a secret that isn't empty");
        }
        this.secrets = List.copyOf(secrets);
        this.clock = clock;
    }

    /** @param body raw, as it came */
    public Verdict verify(@Nullable String header, byte[] body) {
        Signed signed = header == null ? null : parse(header);
        if (signed == null) {
            return Verdict.MALFORMED;
        }
        if (!isOurs(signed, body)) {
            return Verdict.FORGED;
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(signed.time()));
        return Duration.between(at, clock.instant()).abs().compareTo(WINDOW) <= 0
                ? Verdict.VALID
                : Verdict.OUTSIDE_WINDOW;
    }

    private boolean isOurs(Signed signed, byte[] body) {
        boolean ours = false;
        for (String secret : secrets) {
            byte[] expected = WebhookSignature.mac(secret, signed.time(), body);
            for (byte[] signature : signed.signatures()) {
                ours |= MessageDigest.isEqual(expected, signature);
            }
        }
        return ours;
    }

    /** Null if it isn't of the form. Elements of other names are for other schemes and passed over. */
    private static @Nullable Signed parse(String header) {
        if (header.length() > MAX_HEADER_CHARS) {
            return null;
        }
        String time = null;
        List<byte[]> signatures = new ArrayList<>();
        for (String element : header.split(",", -1)) {
            int equals = element.indexOf('=');
            if (equals < 0) {
                return null;
            }
            String value = element.substring(equals + 1).strip();
            switch (element.substring(0, equals).strip()) {
                case "t" -> {
                    if (time != null || !TIME.matcher(value).matches()) {
                        return null;
                    }
                    time = value;
                }
                case "v1" -> {
                    if (signatures.size() == MAX_SIGNATURES
                            || !SHA256_HEX.matcher(value).matches()) {
                        return null;
                    }
                    signatures.add(HexFormat.of().parseHex(value));
                }
                default -> {}
            }
        }
        return time == null || signatures.isEmpty() ? null : new Signed(time, signatures);
    }
}
